"""Terms of functions of several variables: gradient, Jacobian, and the tests that decide where the Hessian does not."""

from __future__ import annotations

from calc_cli.reports.glossary_entry import Entry

SEVERAL: tuple[Entry, ...] = (
    Entry(
        "gradient",
        "The vector of the partial derivatives of f. It points where f grows fastest; at an interior extremum it is zero. "
        "Try: calc gradient \"x^2 + 3y^2\" --at \"x=1, y=2\".",
        ("nabla", "grad"),
        ("hessian", "critical point"),
    ),
    Entry(
        "jacobian",
        "The matrix of the partial derivatives of a map from R^n to R^m, one row a component: its best linear approximation. "
        "Try: calc jacobian \"[x^2 y, 5x + sin y]\" --at \"x=2, y=3\".",
        ("jacobi matrix",),
        ("gradient",),
    ),
    Entry(
        "splitting lemma",
        "Where exactly one eigenvalue of the Hessian is zero, f splits into a quadratic part and a function of one variable, "
        "whose first non-zero Taylor term decides (Gromoll, Meyer 1969).",
        ("splitting_lemma",),
        ("hessian", "leading form"),
    ),
    Entry(
        "leading form",
        "The lowest homogeneous part of f - f(a) at a point where the Hessian vanishes: definite, an extremum; "
        "taking both signs, a saddle.",
        ("leading_form",),
        ("splitting lemma",),
    ),
    Entry(
        "curves",
        "Two curves into a point along which f - f(a) has opposite signs prove a saddle, as y = 0 and y = 3x^2/2 do for "
        "(y - x^2)(y - 2x^2).",
        ("test curves",),
        ("saddle",),
    ),
    Entry(
        "one sign",
        "f - f(a) is a sum of even powers, norms or other terms of one sign: an extremum seen without derivatives.",
        ("one_sign",),
        ("strict",),
    ),
    Entry(
        "Morse-Bott",
        "On a set of critical points of dimension k where the Hessian has rank n - k, the signs of its other eigenvalues "
        "decide along the set.",
        ("morse_bott", "morse-bott test", "morse bott"),
        ("hessian",),
    ),
)
