"""tree -> derivative, by the rules of a textbook; the Step tree of a derivative is the computation that found it."""

from calc_cli.calculus.catalogue import RULES
from calc_cli.calculus.condense import condense
from calc_cli.calculus.derivation import derive
from calc_cli.calculus.differentiate import differentiate
from calc_cli.calculus.several import gradient, hessian, jacobian

__all__ = ["RULES", "condense", "derive", "differentiate", "gradient", "hessian", "jacobian"]
