"""A limit of time that holds against code that ignores signals, and a clean end when a library aborts the process."""

import ctypes
import os
import signal
import time

import flint
import pytest

from calc_cli import stages
from calc_cli.budgets.endings import Ended
from calc_cli.cli.budget import is_budget, run_within
from calc_cli.cli.output import write
from calc_cli.errors import CalcError
from calc_cli.language import parse_expression, parse_function
from calc_cli.pipeline import analyze
from calc_cli.stages import Stage
from calc_cli.study.region import LINE
from calc_cli.study.several.line import study_on_line

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_the_exit_code_of_the_work_is_returned():
    assert run_within(30, lambda: 3) == 3


def test_the_output_of_the_work_arrives(capfd):
    assert run_within(30, lambda: print("answer") or 0) == 0
    assert capfd.readouterr().out == "answer\n"


def test_work_that_holds_the_interpreter_is_killed():
    def deaf():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        return ctypes.PyDLL(None).sleep(60)  # keeps the interpreter's lock, as a long FLINT call does

    with pytest.raises(CalcError) as caught:
        run_within(0.3, deaf)
    assert caught.value.code == "timeout"
    assert "0.3 s" in caught.value.message


def test_an_aborted_process_is_an_error_not_a_crash():
    def abort():
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with pytest.raises(CalcError) as caught:
        run_within(30, abort)
    assert caught.value.code == "aborted"


def test_interrupted_work_says_so():
    def interrupt():
        raise KeyboardInterrupt

    assert run_within(30, interrupt) == 130


def test_signal_handlers_are_put_back():
    before = signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGTERM)
    run_within(30, lambda: 0)
    assert (signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGTERM)) == before


def test_the_stage_and_what_was_found_outlive_the_child():
    def work():
        stages.enter(Stage.SOLVING)
        stages.found("problem", parse_function("x + 1"))
        stages.keep()
        time.sleep(60)

    with pytest.raises(Ended) as caught:
        run_within(0.5, work)
    document = caught.value.to_dict()
    assert (document["error"]["code"], document["error"]["stage"]) == ("timeout", "solving")
    assert document["error"]["message"] == "not finished within 0.5 s; it was solving for the critical points"
    assert document["proved"]["function"]["text"] == "x + 1"


NEEDS_MEMORY = {
    "Python": lambda: bytearray(1 << 31) and 0,
    "FLINT": lambda: flint.fmpz_poly([1, 1]) ** (1 << 30) and 0,
    "GMP": lambda: int(flint.fmpz(3) ** (1 << 36)) and 0,
}


@pytest.mark.parametrize("library", NEEDS_MEMORY)
def test_no_more_memory_than_allowed(library, capfd):
    def work():
        stages.enter(Stage.CLASSIFYING)
        try:
            return NEEDS_MEMORY[library]()
        except MemoryError:
            return 77

    try:
        assert run_within(60, work, 256) == 77
    except Ended as ended:
        assert (ended.code, ended.stage) == ("out_of_memory", Stage.CLASSIFYING)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_a_budget_is_positive_and_finite(seconds):
    assert not is_budget(seconds)


def test_an_answer_that_has_begun_is_written_to_its_end(capfd):
    def work():
        write("the answer\n")
        time.sleep(0.6)  # whoever reads it is slow
        return 3

    assert run_within(0.3, work) == 3
    assert capfd.readouterr().out == "the answer\n"


def test_a_library_that_ends_the_process_is_no_answer(capfd):
    def work():
        os.write(2, b"OpenBLAS error: Memory allocation still failed after 10 retries, giving up.\n")
        ctypes.CDLL(None)._exit(1)

    with pytest.raises(Ended) as caught:
        run_within(30, work, 256)
    assert (caught.value.code, caught.value.message) == ("out_of_memory", "more than 256 MiB of memory are needed")
    with pytest.raises(Ended) as caught:
        run_within(30, lambda: ctypes.CDLL(None)._exit(1))
    assert (caught.value.code, caught.value.message) == ("aborted", "the analysis was aborted (exit code 1)")


def test_what_is_found_about_functions_on_the_way_is_not_told():
    told = []

    class Listener:
        def enter(self, stage):
            pass

        def found(self, name, value):
            told.append(name)

        def keep(self):
            pass

    stages.listen(Listener())
    try:
        study_on_line.__wrapped__(parse_expression("x^4 - x"), "x", LINE)
        assert told == []
        analyze("x^2 + y^4 + cos(x y)")
        assert told == ["problem", "gradient", "critical_points"]
    finally:
        stages.listen(None)
