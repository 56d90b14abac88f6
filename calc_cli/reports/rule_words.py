"""Words and formulas of the step rules: one entry a rule. `sentences` puts the formulas of a step into them."""

from __future__ import annotations

DIFFERENTIATION: dict[str, str] = {
    "constant": "Derivative of a constant",
    "identity": "Derivative of the variable",
    "constant_multiple": "Constant factor",
    "sum": "Sum rule",
    "polynomial": "Term by term with the power rule",
    "product": "Product rule",
    "quotient": "Quotient rule",
    "reciprocal": "Reciprocal rule",
    "power": "Power rule",
    "chain": "Chain rule[ with {note1} = {note2}]",
    "exponential": "Exponential function",
    "general_power": "Logarithmic differentiation",
    "logarithm": "Logarithm",
    "logarithm_of_absolute_value": "Logarithm of an absolute value",
    "trigonometric": "Trigonometric function",
    "inverse_trigonometric": "Inverse trigonometric function",
    "hyperbolic": "Hyperbolic function",
    "inverse_hyperbolic": "Inverse hyperbolic function",
    "absolute_value": "Absolute value (where it is not zero)",
    "maximum": "Maximum, piece by piece",
    "minimum": "Minimum, piece by piece",
    "piecewise": "Piece by piece",
    "locally_constant": "Constant between its jumps",
    "definition": "By definition[ {before} = {note1}]",
    "several_arguments": "Chain rule for several arguments",
    "special_function": "Special function",
    "table": "Table of derivatives",
}
"""The opening of a differentiation step's sentence."""

FORMULAS: dict[str, str] = {
    "constant": "c' = 0",
    "identity": "x' = 1",
    "constant_multiple": "(c*u)' = c*u'",
    "sum": "(u + v)' = u' + v'",
    "polynomial": "(c*x**n)' = c*n*x**(n - 1)",
    "product": "(u*v)' = u'*v + u*v'",
    "quotient": "(u/v)' = (u'*v - u*v')/v**2",
    "reciprocal": "(1/u)' = -u'/u**2",
    "power": "(x**n)' = n*x**(n - 1)",
    "chain": "f(u)' = u'*f'(u)",
    "exponential": "(a**x)' = a**x*log(a)",
    "general_power": "(u**v)' = u**v*(v*log(u))'",
    "logarithm": "log(x)' = 1/x",
    "logarithm_of_absolute_value": "log(abs(x))' = 1/x",
    "trigonometric": "sin(x)' = cos(x), cos(x)' = -sin(x), tan(x)' = 1 + tan(x)**2",
    "inverse_trigonometric": "asin(x)' = 1/sqrt(1 - x**2), acos(x)' = -1/sqrt(1 - x**2), atan(x)' = 1/(1 + x**2)",
    "hyperbolic": "sinh(x)' = cosh(x), cosh(x)' = sinh(x), tanh(x)' = 1 - tanh(x)**2",
    "inverse_hyperbolic": "asinh(x)' = 1/sqrt(x**2 + 1), acosh(x)' = 1/sqrt(x**2 - 1), atanh(x)' = 1/(1 - x**2)",
    "absolute_value": "abs(x)' = sign(x) for x != 0",
    "maximum": "max(u, v)' = u' where u > v, v' where v > u",
    "minimum": "min(u, v)' = u' where u < v, v' where v < u",
    "piecewise": "(u if c else v)' = u' inside c, v' inside its complement",
    "locally_constant": "floor(u)' = 0 wherever it is continuous",
    "definition": "f(u)' is the derivative of what f(u) stands for",
    "several_arguments": "f(u, v)' = f_u(u, v)*u' + f_v(u, v)*v'",
    "special_function": "f(u)' = f'(u)*u'",
    "table": "f(u)' = f'(u)*u'",
}
"""The general formula of each differentiation rule."""

SHOWN_FORMULAS = frozenset({"product", "quotient", "reciprocal", "general_power", "several_arguments"})
"""Rules whose formula belongs into the sentence."""

SOLVING: dict[str, str] = {
    "bring_to_one_fraction": "bring everything to one fraction[: {before}][, that is {after}]",
    "numerator": "a fraction is zero only where its numerator is zero[: {before}][ leads to {after}]",
    "factor": "factor[: {before}][, that is {after}]",
    "zero_product": "a product is zero exactly when one of its factors is[: {before}][ means {after}]",
    "linear": "solve the linear equation[ {before}][: {after}]",
    "quadratic_formula": "quadratic formula[ for {before}][, discriminant {note0}][: {after}]",
    "biquadratic": "quadratic equation in a power of the variable[: {before}][, discriminant {note0}][, hence {after}]",
    "pure_root": "take the root[ in {before}][: {after}]",
    "cosines": "three real roots, written with cosines[, for {before}][: {after}]",
    "rational_root": "rational root[ of {before}][: {after}]",
    "algebraic_root": "no short closed form[ for {before}][ ({note0} real, isolated exactly)]; kept as algebraic numbers[: {after}]",
    "substitution": "substitute[ {note0} = {note1}][: {before}][ becomes {after}]",
    "take_logarithm": "take logarithms on both sides[ of {before}][: {after}]",
    "exponential_never_zero": "an exponential is never zero[, so in {before}][ there remains {after}]",
    "invert": "apply the inverse function[ in {before}][: {after}]",
    "trigonometric_family": "all solutions[ of {before}], for every integer k[: {after}]",
    "half_angle": "half-angle substitution[ in {before}][: {after}]",
    "radical_elimination": (
        "raise both sides to powers until no root is left[: {before}][ leads to {after}]; "
        "only candidates that satisfy the equation itself are kept"
    ),
    "rejected_candidate": "rejected, since it does not satisfy the equation before the transformation[: {before}]",
    "lambert": "bring to the form w*exp(w) = c and apply the Lambert function[: {before}][, hence {after}]",
    "certified_search": "search by bisection and interval Newton in ball arithmetic[ for {before}][ on {note0}][: {after}]",
    "no_closed_form": "no closed form found[ for {before}]",
    "no_real_solution": "no real solution[: {before}][, discriminant {note0}]",
    "domain_condition": "the domain asks for[ {before}][, that is {after}][ ({note0})]",
    "second_derivative_test": "second derivative test[ at {before}][: {note0}][, so {note1}]",
    "higher_derivative_test": "higher derivative test[ at {before}][: {note0}][, so {note1}]",
    "first_derivative_test": "first derivative test[ at {before}][: {note0}][, so {note1}]",
    "one_sided_slopes": "one-sided slopes[ at {before}][: {note0}][, so {note1}]",
    "one_sided_values": "one-sided values[ at {before}][: {note0}][, so {note1}]",
    "limit_at_end": "limit[ of {before}][ as {note0}][: {after}]",
    "sign_sample": "sign[ of {before}][ at {note0}][: {after}][, {note1}]",
}
"""Sentences of the solving and study rules."""
