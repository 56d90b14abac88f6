"""Terms of optimization: what `calc descend` speaks of, each with an example that runs."""

from __future__ import annotations

from calc_cli.reports.glossary_entry import Entry

DESCENT: tuple[Entry, ...] = (
    Entry(
        "learning rate",
        "The length of a step of gradient descent for a gradient of length 1: x <- x - rate*grad f. Near a minimum a fixed rate "
        "converges when it is below 2/lambda_max, the largest eigenvalue of the Hessian there; from there on it oscillates or diverges. "
        'Try: calc descend "x^2 + 100y^2" --start "1, 1" --optimizer gd --rate 0.009',
        ("rate", "step size", "step sizes"),
        ("condition number", "gradient"),
    ),
    Entry(
        "momentum",
        "A step that keeps 0.9 of the step before (Polyak 1964): v <- 0.9*v - rate*grad f, x <- x + v. It is faster along narrow valleys "
        "and leaves saddles sooner. Nesterov's form takes the gradient ahead, at x + 0.9*v. "
        'Try: calc descend "x^2 - y^2" --start "1, 1e-6" --optimizer gd,momentum,nesterov',
        ("heavy ball", "nesterov"),
        ("learning rate", "saddle"),
    ),
    Entry(
        "condition number",
        "kappa = max |lambda| / min |lambda| over the eigenvalues of the Hessian. At a minimum, gradient descent with the best fixed rate "
        "2/(lambda_min + lambda_max) shrinks the error by (kappa - 1)/(kappa + 1) a step: for kappa = 100 by 2 % only. "
        'Try: calc analyze "x^2 + 100y^2"',
        ("kappa", "conditioning"),
        ("learning rate", "hessian"),
    ),
    Entry(
        "newton's method",
        "x <- x - H**(-1)*grad f, the stationary point of the quadratic model. Near any point with a regular Hessian it converges "
        "quadratically, and so it is attracted to saddles and maxima too. The saddle-free form takes the absolute eigenvalues of H "
        '(Dauphin et al. 2014). Try: calc descend "x^2 - y^2" --start "1, 0.5" --optimizer newton,saddle-free-newton',
        ("newton", "newton's step", "newton step", "newtons method", "saddle-free newton"),
        ("hessian", "saddle", "hessian-free"),
    ),
    Entry(
        "hessian-free",
        "A method that needs only products H*v, each about as cheap as a gradient (Pearlmutter 1994), never the matrix H: conjugate "
        "gradients solve H*p = -grad f from them. newton-cg works so, for hundreds of variables. "
        'Try: calc descend "100(y - x^2)^2 + (1 - x)^2" --start "-1.2, 1" --optimizer newton-cg',
        ("hessian free", "newton-cg", "truncated newton", "hessian-vector product"),
        ("newton's method", "hessian"),
    ),
)
