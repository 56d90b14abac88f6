"""`calc plot`, and the small picture of `calc analyze`, as a user meets them."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from calc_cli.cli.running import run


def in_terminal(*words, columns, environment=None):
    """What the real program writes to a terminal of so many columns."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    variables = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")} | {"NO_COLOR": "1", **(environment or {})}
    program = subprocess.Popen([sys.executable, "-m", "calc_cli", *words], stdout=child, stderr=child, stdin=child, env=variables)
    os.close(child)
    written = b""
    while True:
        try:
            chunk = os.read(parent, 1 << 16)
        except OSError:
            break
        if not chunk:
            break
        written += chunk
    assert program.wait(60) == 0
    os.close(parent)
    return written.decode("utf-8").replace("\r\n", "\n")


def is_drawn(text):
    return any(0x2800 < ord(c) < 0x2900 for c in text)


def test_to_a_pipe(capfd):
    assert run(["plot", "x^3 - 3x", "--width", "60", "--height", "10"]) == 0
    out, err = capfd.readouterr()
    assert err == "" and "\x1b" not in out
    assert is_drawn(out)
    assert max(map(len, out.splitlines())) <= 60
    assert "maximum (−1, 2)" in out


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<svg"), ("b.SVG", b"<svg")])
def test_to_a_file(tmp_path, capfd, name, start):
    assert run(["plot", "-x^2", "--output", str(tmp_path / name), "--derivatives"]) == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert capfd.readouterr().out == ""


def test_refusals(tmp_path, capfd):
    assert run(["plot", "x", "--output", "a.gif"]) == 2
    assert "end its name with .svg, .png, .pdf" in capfd.readouterr().err
    assert run(["plot", "x+"]) == 2
    assert "^" in capfd.readouterr().err
    assert run(["plot", "x y z"]) == 2
    assert "3 variables" in capfd.readouterr().err
    assert run(["plot", "x", "--output", str(tmp_path / "no" / "a.svg")]) == 2
    assert "cannot write" in capfd.readouterr().err


def test_latex_is_drawn(capfd):
    assert run(["plot", r"\frac{1}{x}"]) == 0
    assert is_drawn(capfd.readouterr().out)


def test_analyze_draws_only_in_a_wide_terminal(capfd):
    assert is_drawn(in_terminal("analyze", "x^3 - 3x", columns=80))
    assert not is_drawn(in_terminal("analyze", "x^3 - 3x", columns=79))
    assert not is_drawn(in_terminal("analyze", "x^3 - 3x", "--no-plot", columns=120))
    assert run(["analyze", "x^3 - 3x"]) == 0
    assert not is_drawn(capfd.readouterr().out)


def test_the_picture_below_a_report_has_a_heading_and_a_key():
    text = in_terminal("analyze", "x^3 - 3x", columns=80).replace("\r", "")
    assert "\nGraph\n" in text and "  ▲ maximum   ▼ minimum   ◆ inflection\n" in text
    text = in_terminal("analyze", "x^2 - y^2", columns=80).replace("\r", "")
    assert "\nContours, darker where it is higher\n" in text and text.endswith("  × saddle\n")


def test_a_function_without_values(capfd):
    assert run(["plot", "sqrt(-1-x^2)"]) == 0
    assert capfd.readouterr().out.endswith("  no real values\n")


def test_no_line_is_wider_than_the_terminal():
    for columns in (80, 120):
        assert max(map(len, in_terminal("analyze", "x^3/(x^2-1)", columns=columns).splitlines())) <= columns
    assert max(map(len, in_terminal("plot", "sin x", columns=50).splitlines())) <= 50


def test_ascii_terminal():
    text = in_terminal("plot", "x^3 - 3x", columns=80, environment={"PYTHONIOENCODING": "ascii"})
    assert text.isascii() and "*" in text


def test_symbols_in_a_terminal_and_the_syntax_of_calc_in_a_pipe(capfd):
    assert "f'(x) = 3x² − 6x" in in_terminal("analyze", "x^3 - 3x^2", columns=80)
    assert "f'(x) = 3*x**2 - 6*x" in in_terminal("analyze", "x^3 - 3x^2", columns=80, environment={"PYTHONIOENCODING": "ascii"})
    assert run(["analyze", "x^3 - 3x^2"]) == 0
    assert "f'(x) = 3*x**2 - 6*x" in capfd.readouterr().out
