"""`calc doctor` says what is there, and notices what is wrong."""

import subprocess
import sys

import pytest

from calc_cli.cli import doctor
from calc_cli.pipeline import analyze


def test_it_names_versions_and_parts_and_all_studies_are_right():
    done = subprocess.run([sys.executable, "-m", "calc_cli", "doctor"], capture_output=True, encoding="utf-8", timeout=200)
    assert (done.returncode, done.stderr) == (0, "")
    assert "python-flint " in done.stdout and "codac " in done.stdout
    assert done.stdout.count("  ok     ") == len(doctor.CHECKS) == 10
    assert done.stdout.endswith("all 10 studies are right\n")


@pytest.mark.parametrize("check", doctor.CHECKS, ids=lambda check: check.expression)
def test_a_wrong_study_is_noticed(check):
    other = doctor.CHECKS[0] if check is not doctor.CHECKS[0] else doctor.CHECKS[1]
    assert doctor.fault(check, lambda text: analyze(other.expression))


def test_a_part_that_is_missing_is_said(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor, "CHECKS", ())
    doctor.diagnose()
    out = capsys.readouterr().out
    assert out.count("not installed") == len(doctor.REQUIRED) + len(doctor.OPTIONAL)
    assert "  distributed not installed (calc batch --dask; pip install 'calc-cli[dask]')" in out


def test_a_part_that_cannot_be_loaded_is_said(monkeypatch):
    def broken(name):
        raise ImportError(f"{name}.so: undefined symbol")

    monkeypatch.setattr(doctor, "import_module", broken)
    assert doctor.state_of("rich", "rich") == "cannot be loaded: rich.so: undefined symbol"


def test_without_a_library_the_studies_fail_and_say_so(monkeypatch):
    def analysis(text):
        raise ImportError("No module named 'flint'")

    assert doctor.fault(doctor.CHECKS[0], analysis) == "a library is missing: No module named 'flint'"
