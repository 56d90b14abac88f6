"""Both spellings of a tree in one walk over its terms."""

from __future__ import annotations

from functools import lru_cache

from calc_cli.language import latex, printing
from calc_cli.tree import Expr, Sum


def text_and_latex(tree: Expr) -> tuple[str, str]:
    """`to_text` and `to_latex` of a tree; the terms of sums are remembered, since they come again.

    >>> from calc_cli.tree import ONE, TWO, Negation, Power, Variable
    >>> text_and_latex(Sum((Power(Variable("x"), TWO), Negation(ONE))))
    ('x**2 - 1', 'x^{2} - 1')
    """
    if not isinstance(tree, Sum):
        return printing.to_text(tree), latex.to_latex(tree)
    terms = [_signed(term) for term in tree.terms]
    return without_plus("".join([text for text, _ in terms])), without_plus("".join([formula for _, formula in terms]))


@lru_cache(maxsize=4096)
def _signed(term: Expr) -> tuple[str, str]:
    """A term with its sign, ` - 6*x` or ` + 3*x**2`, in both spellings."""
    return printing.signed(term), latex.signed(term)


def without_plus(text: str) -> str:
    """Signed terms as a sum: the first has no plus, and its minus stands close to it."""
    return text[3:] if text[1] == "+" else f"-{text[3:]}"
