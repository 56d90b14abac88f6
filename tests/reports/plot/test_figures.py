"""PNG, PDF and surfaces through matplotlib, and the message when it is missing."""

from __future__ import annotations

import sys

import pytest

from calc_cli.errors import CalcError
from calc_cli.reports.plot import file_plot
from tests.reports.plot.pictures import study, surface

BEGINNINGS = {".png": b"\x89PNG", ".pdf": b"%PDF", ".svg": b"<"}


@pytest.mark.parametrize("ending", [".png", ".pdf"])
@pytest.mark.parametrize("name", ["oblique"])
def test_curves(name: str, ending: str) -> None:
    pytest.importorskip("matplotlib")
    assert file_plot(study(name), ending, width=320, height=240, derivatives=True).startswith(BEGINNINGS[ending])


@pytest.mark.parametrize(("name", "ending"), [("two minima", ".png"), ("cut", ".svg")])
def test_surfaces(name: str, ending: str) -> None:
    pytest.importorskip("matplotlib")
    assert file_plot(surface(name), ending, width=480, height=240).startswith(BEGINNINGS[ending])


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [module for module in sys.modules if module.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(CalcError) as caught:
        file_plot(study("cubic"), ".png", width=320, height=240)
    assert caught.value.code == "missing_library"
    assert "pip install 'calc-cli[plot]'" in caught.value.hint and ".svg" in caught.value.hint
    assert file_plot(study("cubic"), ".svg", width=320, height=240).startswith(b"<svg")
