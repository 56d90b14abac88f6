"""The address space and the processor time allowed to an analysis."""

import signal
import subprocess
import sys

import pytest

from calc_cli.budgets.limits import MEBIBYTE, allowed_bytes, mapped_bytes


@pytest.mark.parametrize(
    ("asked", "mapped", "allowed"),
    [(1024, 200, 1024), (1024, 767, 1024), (1024, 900, 1924), (128, 200, 328)],
)
def test_what_is_mapped_already_does_not_take_what_was_asked_for(asked, mapped, allowed):
    assert allowed_bytes(asked, mapped) == allowed


def test_the_process_itself_is_counted():
    assert mapped_bytes() == 0 or mapped_bytes() > 10 * MEBIBYTE


BURN = "import time; end = time.process_time() + {}\nwhile time.process_time() < end: pass\n"
LIMITED = "from calc_cli.budgets.limits import load_uncharged, work_at_most\nload_uncharged(); work_at_most(0.4)\n"


def ended(program, **options):
    return subprocess.run([sys.executable, "-c", LIMITED + program], timeout=60, **options).returncode


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="no limit of processor time here")
@pytest.mark.parametrize(
    ("program", "code"),
    [
        (BURN.format(30), "SIGPROF"),
        ("import time; time.sleep(0.8)", 0),  # a process that waits is not charged
        ("work_at_most(None)\n" + BURN.format(0.8), 0),
        ("from calc_cli.budgets.limits import ended_by_work; import signal; assert ended_by_work(signal.SIGPROF)", 0),
    ],
)
def test_processor_time_is_limited_by_the_kernel(program, code):
    assert ended(program) == (-signal.Signals[code] if code else 0)


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="no limit of processor time here")
@pytest.mark.parametrize(("after", "code"), [(0.1, 0), (30, "SIGPROF")])
def test_loading_a_module_is_not_charged(tmp_path, after, code):
    (tmp_path / "slow_outside.py").write_text("import slow_inside\n")
    (tmp_path / "slow_inside.py").write_text(BURN.format(0.6))
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n" + BURN.format(0.1) + "import slow_outside\n" + BURN.format(after)
    assert ended(program) == (-signal.Signals[code] if code else 0)
