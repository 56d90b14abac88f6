"""The words of the reports and of JSON, defined: what `calc explain` prints."""

from __future__ import annotations

from calc_cli.reports.glossary_descent import DESCENT
from calc_cli.reports.glossary_entry import Entry
from calc_cli.reports.glossary_several import SEVERAL

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "critical point",
        "An interior point of the domain where f' is zero (stationary) or does not exist (corner, cusp, vertical tangent, jump).",
        ("critical", "critical points", "critical number"),
        ("stationary", "corner", "cusp", "vertical tangent", "jump", "endpoint"),
    ),
    Entry(
        "stationary",
        "A point where f is differentiable and f' = 0.",
        ("stationary point",),
        ("critical point", "saddle"),
    ),
    Entry(
        "regular",
        "A point where f is differentiable and f' is not 0: the type of most inflection points.",
        (),
        ("stationary", "inflection point"),
    ),
    Entry(
        "corner",
        "A point where f is continuous and has two different one-sided slopes, at least one of them finite.",
        (),
        ("cusp",),
    ),
    Entry(
        "cusp",
        "A point where f is continuous and its one-sided slopes are infinite with opposite signs, as x^(2/3) at 0.",
        (),
        ("corner",),
    ),
    Entry(
        "vertical tangent",
        "A point where f is continuous and both one-sided slopes are the same infinity, as cbrt(x) at 0.",
        ("vertical_tangent",),
        ("cusp", "inflection point"),
    ),
    Entry(
        "jump",
        "A point of the domain where f is not continuous: its value differs from a one-sided limit.",
        (),
        ("singularity",),
    ),
    Entry(
        "endpoint",
        "A boundary point that belongs to the domain or to the interval asked for. It is classified one-sidedly and listed "
        "apart from the critical points.",
        ("end", "endpoints"),
        ("critical point", "domain"),
    ),
    Entry(
        "saddle",
        "A stationary point that is neither a minimum nor a maximum. For one variable: f' = 0 and f takes larger and smaller "
        "values on every neighbourhood, as x^3 at 0 (a horizontal inflection). Try: calc analyze \"x^2 - y^2\".",
        ("saddle point", "horizontal inflection"),
        ("stationary", "inflection point", "not_extremum"),
    ),
    Entry(
        "not_extremum",
        "A critical point where f' does not exist and f has no extremum.",
        ("not extremum", "no extremum"),
        ("saddle", "corner"),
    ),
    Entry(
        "local minimum",
        "f(x) >= f(c) for all x of the domain near c. The inequality is weak: relu has a local minimum at 0. Strict says "
        "whether it holds with > for x other than c.",
        ("local_minimum", "minimum", "relative minimum"),
        ("strict", "global extremum"),
    ),
    Entry(
        "local maximum",
        "f(x) <= f(c) for all x of the domain near c, in the weak sense; strict says whether it holds with < for x other than c.",
        ("local_maximum", "maximum", "relative maximum"),
        ("strict", "global extremum"),
    ),
    Entry(
        "extremum",
        "A local minimum or a local maximum.",
        ("extrema", "local extremum"),
        ("local minimum", "local maximum", "global extremum"),
    ),
    Entry(
        "strict",
        "The inequality of an extremum holds without equality at all other points near it.",
        (),
        ("local minimum",),
    ),
    Entry(
        "global extremum",
        "The infimum or the supremum of f on its domain (or on the interval asked for), with attained true or false, and where.",
        ("global", "global minimum", "global maximum", "absolute extremum", "infimum", "supremum"),
        ("attained",),
    ),
    Entry(
        "attained",
        "Some point of the domain has the infimum (supremum) as its value: then it is a global minimum (maximum).",
        (),
        ("global extremum",),
    ),
    Entry(
        "critical set",
        "Critical points that are not isolated: a stretch on which f is constant; in several variables also curves such as a "
        "line of minima.",
        ("critical_sets", "stretch", "degenerate"),
        ("critical point",),
    ),
    Entry(
        "inflection point",
        "A point where f is continuous and its concavity changes sign. At corners and vertical tangents too, and then marked so.",
        ("inflection", "inflexion", "inflection points", "point of inflection"),
        ("concavity", "vertical tangent"),
    ),
    Entry(
        "concavity",
        "Concave up (upward): the graph bends upward, f'' > 0. Concave down (downward): f'' < 0. Linear: f'' = 0 on the interval.",
        ("concave", "concave up", "concave down", "bend"),
        ("convexity", "inflection point"),
    ),
    Entry(
        "convexity",
        "f is convex on an interval when its graph lies below its chords, concave when above; strictly, when it touches them "
        "only at their ends; affine when it is both. It is stated for the whole domain, and needs the domain to be one "
        "interval.",
        ("convex", "strictly convex", "affine"),
        ("concavity",),
    ),
    Entry(
        "monotonicity",
        "The intervals on which f increases, decreases or is constant, read off the signs of f' between critical points and "
        "gaps of the domain.",
        ("increasing", "decreasing", "monotone"),
        ("sign chart",),
    ),
    Entry(
        "sign chart",
        "Critical points, inflection points and gaps of the domain in order, with the proved signs of f' and f'' between them. "
        "Classification, monotonicity, concavity and global extrema are all read off it.",
        ("signs",),
        ("monotonicity", "first derivative test"),
    ),
    Entry(
        "domain",
        "The real numbers for which f, as it was typed, is defined. Removable holes are outside it, and u^v with a variable "
        "exponent needs u > 0.",
        (),
        ("hole", "endpoint"),
    ),
    Entry(
        "singularity",
        "A point where f is not smooth or not defined: pole, jump, hole, essential singularity, corner, cusp, vertical tangent,"
        " end of the domain.",
        ("singularities",),
        ("pole", "hole", "jump", "essential singularity"),
    ),
    Entry(
        "pole",
        "A point outside the domain near which f is unbounded on at least one side: a vertical asymptote stands there.",
        (),
        ("vertical asymptote",),
    ),
    Entry(
        "hole",
        "A point outside the domain at which f has one finite two-sided limit, as (x^2 - 1)/(x - 1) at 1. It stays outside the domain.",
        ("removable", "removable singularity"),
        ("domain", "singularity"),
    ),
    Entry(
        "essential singularity",
        "A point near which f has no one-sided limit, not even an infinite one, as sin(1/x) at 0.",
        ("essential",),
        ("singularity",),
    ),
    Entry(
        "asymptote",
        "A straight line that the graph approaches: vertical, horizontal or oblique.",
        ("asymptotes",),
        ("vertical asymptote", "horizontal asymptote", "oblique asymptote"),
    ),
    Entry(
        "vertical asymptote",
        "The line x = c when f tends to oo or -oo at c from at least one side.",
        ("vertical",),
        ("pole",),
    ),
    Entry(
        "horizontal asymptote",
        "The line y = b when f tends to b as x tends to oo or to -oo.",
        ("horizontal",),
        ("asymptote",),
    ),
    Entry(
        "oblique asymptote",
        "The line y = m*x + b with m other than 0 when f(x) - (m*x + b) tends to 0 as x tends to oo or -oo.",
        ("oblique", "slant asymptote"),
        ("asymptote",),
    ),
    Entry(
        "intercept",
        "A zero of f (the graph meets the x axis), or f(0) (it meets the y axis).",
        ("intercepts", "zero", "zeros"),
    ),
    Entry(
        "symmetry",
        "Even: f(-x) = f(x) on the whole domain. Odd: f(-x) = -f(x).",
        ("even", "odd"),
    ),
    Entry(
        "period",
        "The least T > 0 with f(x + T) = f(x) for all x.",
        ("periodic",),
        ("family",),
    ),
    Entry(
        "family",
        "Infinitely many points written at once: x = base + period*k, with values value + value_shift*k, k any integer.",
        ("families",),
        ("period", "completeness"),
    ),
    Entry(
        "completeness",
        "Whether a list is proved to hold every point: on the whole domain, within stated bounds, or not proved. When it is not"
        " proved, the equation left to solve and the undecided intervals are shown.",
        ("complete", "status", "within"),
        ("undecided", "proof"),
    ),
    Entry(
        "undecided",
        "Neither proved nor disproved. An undecided interval may hold a point that is not listed; an undecided point has a kind"
        " that could not be proved.",
        (),
        ("completeness",),
    ),
    Entry(
        "proof",
        "How a statement is known. exact: by algebra. certified: by ball arithmetic, which bounds every rounding error. "
        "unproved: not known, and marked so.",
        ("exact", "certified", "unproved", "ball arithmetic"),
        ("enclosure", "completeness"),
    ),
    Entry(
        "enclosure",
        "Two decimals, rounded outwards, between which a number is proved to lie; they are equal when the number is that decimal.",
        ("approx",),
        ("proof",),
    ),
    Entry(
        "rootof",
        "rootof(p, i) is the real root number i, counted from 0 in increasing order, of the polynomial p: an exact number "
        "without a short closed form. calc reads it back.",
        ("root of", "algebraic number"),
        ("enclosure",),
    ),
    Entry(
        "second derivative test",
        "At a stationary point c: f''(c) > 0 makes it a strict local minimum, f''(c) < 0 a strict local maximum; f''(c) = 0 "
        "decides nothing.",
        ("second_derivative",),
        ("higher derivative test", "first derivative test"),
    ),
    Entry(
        "higher derivative test",
        "At a stationary point let n be the order of the first derivative of f that is not 0 there. n even: a minimum when it "
        "is positive, a maximum when negative. n odd: a saddle.",
        ("higher_derivative",),
        ("second derivative test",),
    ),
    Entry(
        "first derivative test",
        "f' changes from - to + at a local minimum, from + to - at a local maximum; without a change of sign there is no extremum.",
        ("first_derivative",),
        ("sign chart",),
    ),
    Entry(
        "one-sided slopes",
        "At a corner or a cusp the signs of the limits of f' (or of f' itself) on the left and on the right decide.",
        ("one_sided_slopes", "one sided slopes"),
        ("corner", "cusp"),
    ),
    Entry(
        "one-sided values",
        "At a jump the value of f is compared with its limits from the left and from the right.",
        ("one_sided_values", "one sided values"),
        ("jump",),
    ),
    Entry(
        "hessian",
        "The matrix of second derivatives. At a stationary point: all eigenvalues positive, a strict minimum; all negative, a "
        "strict maximum; both signs, a saddle. Try: calc hessian \"x^2 - y^2\" --at \"x=0, y=0\".",
        ("hessian test",),
        ("saddle", "index"),
    ),
    Entry(
        "index",
        "The number of negative eigenvalues of the Hessian at a stationary point.",
        (),
        ("hessian",),
    ),
    Entry(
        "multiplicity",
        "The order of a zero of f': the number of times its factor divides.",
        (),
        ("stationary",),
    ),
    *SEVERAL,
    *DESCENT,
)

GLOSSARY: dict[str, Entry] = {entry.term: entry for entry in ENTRIES}
ALIASES: dict[str, Entry] = {alias: entry for entry in ENTRIES for alias in entry.aliases}


def find(term: str) -> Entry | None:
    """The entry of a term or of one of its other names, whatever its case; None when there is none.

    >>> find("Vertical_Tangent").term
    'vertical tangent'
    """
    plain = " ".join(term.lower().split())
    for name in (plain, plain.replace("_", " "), plain.replace("-", " ")):
        entry = GLOSSARY.get(name) or ALIASES.get(name)
        if entry is not None:
            return entry
    return None
