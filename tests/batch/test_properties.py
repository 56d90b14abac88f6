"""Whatever a batch is made of: one result a line, in order, each of the right kind."""

import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calc_cli.batch import run_batch
from calc_cli.batch.summary import ANSWERED, Outcome, Report
from calc_cli.settings import Settings

EXPECTED = {"x": None, "error": "syntax", "die": "aborted", "bug 1": "internal", "spin": "timeout", "sleep 0.01": None}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(["x"] * 8 + list(EXPECTED)), min_size=1, max_size=15), jobs=st.integers(1, 3))
def test_one_result_a_line_in_order(words, jobs):
    out = io.StringIO()
    text = io.BytesIO("\n".join(words).encode())
    code = run_batch(
        ["-"],
        jobs=jobs,
        timeout_seconds=1.0,
        out=out,
        err=io.StringIO(),
        settings=Settings(),
        answer="tests.batch.fakes:answer",
        standard_input=text,
    )
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [a["input"] for a in answers] == words
    assert [a["error"]["code"] if "error" in a else None for a in answers] == [EXPECTED[word] for word in words]
    assert code == int(any(EXPECTED[word] for word in words))


@given(st.lists(st.sampled_from(Outcome)), st.integers(0, 2))
def test_the_report_decides_the_exit_code(outcomes, unreadable):
    report = Report(unreadable_files=unreadable)
    report.counts.update(outcomes)
    failed = [outcome for outcome in outcomes if outcome not in ANSWERED]
    expected = 2 if unreadable and not outcomes else 1 if failed or unreadable else 0
    assert report.exit_code == expected
    assert report.answered + report.failed == report.lines == len(outcomes)
    assert f"{len(outcomes)} line" in report.sentence(1.0)
