"""A truth record and an answer -> right, undecided, wrong or none, with the reasons.

right      critical points, kinds, inflection points and global extrema are all as in the truth
undecided  nothing false is stated; something is missing, and the answer says that it is not complete or not proved
wrong      a false point, kind or value, or something missing although the answer claims to be complete
none       an error or a timeout

A record (one JSON object a line): `expression`, `variable`, `on` (interval asked for, as typed); `critical` and `inflection` list points
with their abscissas `at`, all of them on the whole domain, or inside `window`, or in one `period` [0, period); kind `degenerate_flat`
is a stretch on which the function is constant; `inflection` null: not part of the truth. Numbers have at least 15 correct digits.
"""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path

RELATIVE_ERROR = 1e-7
KINDS = {"local_min": "local_minimum", "local_max": "local_maximum"}
EXTREMA = {"local_minimum", "local_maximum"}
OPEN = {"undecided", "unknown", None}


@dataclass
class Findings:
    """What one comparison found: `missing` truths, `false` statements, and whether a list with a gap claims to be complete."""

    missing: list = field(default_factory=list)
    false: list = field(default_factory=list)
    claims_complete: bool = False

    def verdict(self):
        if self.false:
            return "wrong", "; ".join(self.false)
        if self.claims_complete:
            return "wrong", f"claims to be complete but misses {self.missing}"
        return ("undecided", f"misses {self.missing}") if self.missing else ("right", "")


def load(name):
    """The records of one file of truth."""
    return [json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()]


def judge(record, answer):
    """(class, reason) of one answer."""
    if answer is None or "error" in answer:
        return "none", answer["error"]["message"] if answer else "no answer"
    findings = Findings()
    judge_points(record, answer, "critical", "critical_points", findings)
    judge_sets(record, answer, findings)
    if record["inflection"] is not None:
        judge_points(record, answer, "inflection", "inflection_points", findings)
    if "window" not in record:
        judge_extremum(record, answer, "global_min", "minimum", findings)
        judge_extremum(record, answer, "global_max", "maximum", findings)
    return findings.verdict()


def is_close(a, b):
    return abs(a - b) <= RELATIVE_ERROR * max(1.0, abs(a), abs(b))


def double(number):
    """The double of a NUMBER of the contract; None when it has none."""
    if number is None:
        return None
    if number["approx"] is not None:
        return number["approx"]
    return {"oo": math.inf, "-oo": -math.inf}.get(number["exact"])


def judge_points(record, answer, key, name, findings):
    """One list of points against the truth."""
    truths = [(at, truth) for truth in record[key] if truth.get("kind") != "degenerate_flat" for at in truth["at"]]
    has_stretch = any(truth.get("kind") == "degenerate_flat" for truth in record[key])
    points = within_span(record, answer[name])
    gaps = []
    for at, truth in truths:
        hit = next((pair for pair in points if is_close(pair[0], at)), None)
        if hit is None:
            gaps += [] if is_convention(record, truth) else [at]
            continue
        points.remove(hit)
        judge_point(at, truth, hit[1], findings, gaps)
    for at, point in points:
        if point["proof"] != "unproved" and point["type"] != "jump" and not has_stretch:
            findings.false.append(f"false point {at} {point['classification']}")
    findings.missing += gaps
    findings.claims_complete |= bool(gaps) and answer["completeness"][name]["proved"]


def judge_point(at, truth, point, findings, gaps):
    """Kind and value of a point that is there."""
    if "kind" in truth and not same_kind(truth, point):
        if point["classification"] in OPEN:
            gaps.append(at)
        else:
            findings.false.append(f"{at}: {point['classification']} where the truth is {truth['kind']}")
    value = double(point["value"])
    if value is not None and "value" in truth and not is_close(float(truth["value"]), value):
        findings.false.append(f"{at}: value {value} where the truth is {truth['value']}")


def same_kind(truth, point):
    wanted, given = KINDS.get(truth["kind"], truth["kind"]), point["classification"]
    if truth.get("type") == "singular" and wanted not in EXTREMA:
        return given not in EXTREMA | OPEN
    return wanted == given


def is_convention(record, truth):
    """Books differ on inflection at corners."""
    return "kind" not in truth and ("corner" in truth or "corner_inflection" in record["tags"])


def within_span(record, points):
    """(abscissa, point) inside the stretch that the truth describes; families written out."""
    period = record.get("period")
    low, high = (0.0, float(period)) if period else map(float, record.get("window", (-math.inf, math.inf)))
    found = []
    for point in points:
        at, family = double(point["at"][record["variable"]]), point["family"]
        if at is None:
            continue
        if family is None or math.isinf(low) or math.isinf(high):
            found.append((at, point))
            continue
        step = double(family["period"])
        first, last = math.ceil((low - at) / step - 1e-9), math.floor((high - at) / step + 1e-9)
        found += [(at + k * step, point) for k in range(first, last + 1)]
    slack = 1e-9 * max(1.0, abs(low) if math.isfinite(low) else 1.0)
    return [(at, point) for at, point in found if low - slack <= at and (at < high - slack if period else at <= high + slack)]


def judge_sets(record, answer, findings):
    """A stretch on which the function is constant wants a critical set."""
    if any(truth["kind"] == "degenerate_flat" for truth in record["critical"]) and not answer["critical_sets"]:
        findings.missing.append("stretch")


def judge_extremum(record, answer, key, name, findings):
    """The infimum or supremum, and whether it is attained."""
    truth, given = record.get(key), answer["extrema"][name]
    if truth is None:
        return
    value = double(given["value"]) if given else None
    if value is None:
        findings.missing.append(name)
        return
    wanted = float(truth["value"])
    if value != wanted and (math.isinf(wanted) or math.isinf(value) or not is_close(value, wanted)):
        findings.false.append(f"{name} {value} where the truth is {wanted}")
    elif None not in (truth.get("attained"), given["attained"]) and given["attained"] != truth["attained"]:
        findings.false.append(f"{name} attained={given['attained']} where the truth is {truth['attained']}")
