"""Every way a file of problems may look, and every way it may be spoilt."""

import gzip
import io
import os
import zlib

import pytest

from calc_cli.batch.reading import BadLine, Job, Unreadable, read_jobs

FILES = {
    "plain.txt": (b"x^2\n\n# a comment\n  3x  # parabola's tangent\n", [("1", 1, "x^2", None), ("4", 4, "3x", None)]),
    "dos.txt": (b"\xef\xbb\xbfx^2\r\nx^3\r\n", [("1", 1, "x^2", None), ("2", 2, "x^3", None)]),
    "no_end.txt": (b"x^2", [("1", 1, "x^2", None)]),
    "wide.txt": ("x²\n√x".encode("utf-16"), [("1", 1, "x²", None), ("2", 2, "√x", None)]),
    "packed.csv.gz": (gzip.compress(b"expression,id\nx^2,a\n"), [("a", 2, "x^2", None)]),
    "packed": (gzip.compress(b"x^2\n"), [("1", 1, "x^2", None)]),
    "packed_twice": (gzip.compress(b"x^2\nx") + gzip.compress(b"^3\n"), [("1", 1, "x^2", None), ("2", 2, "x^3", None)]),
    "quotes.csv": (b'expression,id\n"x^2"\n x ,"b""c"\n', [("2", 2, "x^2", None), ('b"c', 3, "x", None)]),
    "one.csv": (b"expression\nx^2\n\nx^3\n", [("2", 2, "x^2", None), ("4", 4, "x^3", None)]),
    "full.csv": (
        b'id,Expression,on,note\na,"max(x, x^2)","[0, 1]",n\nb,x,,\n',
        [("a", 2, "max(x, x^2)", "[0, 1]"), ("b", 3, "x", None)],
    ),
    "semicolons.csv": (b"expression;id\r\nx^2;7\r\n", [("7", 2, "x^2", None)]),
    "folded.csv": (b'expression,id\n"x^2\n+1",a\nx,b\n', [("a", 2, "x^2\n+1", None), ("b", 4, "x", None)]),
    "tabs.tsv": (b"id\texpression\n1\tx\n", [("1", 2, "x", None)]),
    "records.jsonl": (
        b'{"id": "p", "expression": "x^2", "on": "[0, 1]", "more": 1}\n\n{"expression": "x", "id": 5}\n{"expression": "x", "id": null}\n',
        [("p", 1, "x^2", "[0, 1]"), ("5", 3, "x", None), ("4", 4, "x", None)],
    ),
    "mixed": (b'x^2\n{"id": "p", "expression": "x"}\n', [("1", 1, "x^2", None), ("p", 2, "x", None)]),
}


@pytest.mark.parametrize("name", FILES)
def test_files_become_jobs(name, tmp_path):
    content, expected = FILES[name]
    (tmp_path / name).write_bytes(content)
    assert [(j.id, j.line, j.expression, j.on) for j in read_jobs([str(tmp_path / name)])] == expected


BAD_LINES = [
    ("a.jsonl", b"not json\n", "bad_json", "line 1: this is not JSON: Expecting value"),
    ("a.jsonl", b"[" * 100_000, "bad_json", None),
    ("a.jsonl", b'{"expression": "x", "id": 1, "expression": "y"}\n', "bad_json", 'line 1: the key "expression" comes twice'),
    ("a.jsonl", b'{"expression": "x", "n": ' + b"9" * 5000 + b"}", "bad_json", "line 1: a number in it has too many digits"),
    ("a.jsonl", b'["x"]\n', "missing_expression", 'line 1: no text under the key "expression"'),
    ("a.jsonl", b'{"expression": 3}\n', "missing_expression", 'line 1: no text under the key "expression"'),
    ("a.jsonl", b'{"expression": "  "}\n', "missing_expression", "line 1: no expression"),
    ("a.jsonl", b'{"expression": "x", "on": [0, 1]}\n', "bad_interval", 'line 1: "on" must be a text like "[-2, 5]"'),
    ("a.jsonl", b'{"expression": "\xe9"}\n', "encoding", "line 1: this line is not UTF-8"),
    ("a.jsonl", b'{"expression": "x\\ud800"}\n', "encoding", "line 1: this line is not UTF-8"),
    ("a.txt", b"x\xb2 + 1\n", "encoding", "line 1: this line is not UTF-8"),
    ("a.csv", b"expression\nmax(x, 2)\n", "bad_row", "line 2: 2 cells where the first line names 1 columns"),
    ("a.csv", b"id,expression\nk," + b"x+" * 70_000 + b"x\n", "bad_row", "line 2: a cell has more than 131072 characters"),
    ("a.csv", b'expression\nx^2"\n', "bad_row", "line 2: a quotation mark is never closed"),
    ("a.csv", b'expression\n"x^2' + b"\nx" * 60, "bad_row", None),
    ("a.txt", b"x" * 1_000_000, "too_long", "line 1: longer than 100000 characters"),
    ("a.jsonl", b'{"expression": "' + b"x" * 1_000_000 + b'"}', "too_long", "line 1: longer than 100000 characters"),
    ("a.jsonl", b'{"expression": "x", "id": "' + b"i" * 1001 + b'"}', "too_long", "line 1: `id` is longer than 1000 characters"),
    ("a.jsonl", b'{"expression": "x", "on": "' + b" " * 1001 + b'"}', "too_long", "line 1: `on` is longer than 1000 characters"),
    ("a.csv", b"id,expression\nk\n", "missing_expression", "line 2: no expression"),
]


@pytest.mark.parametrize(("name", "content", "code", "message"), BAD_LINES)
def test_a_bad_line_is_named_and_the_next_one_is_read(name, content, code, message, tmp_path):
    good = {"jsonl": b'\n{"id": "k", "expression": "x"}\n', "txt": b"\nx\n", "csv": b"\nx,x\n" if b"id" in content else b"\nx\n"}
    (tmp_path / name).write_bytes(content + good[name.partition(".")[2]])
    bad, *_, after = read_jobs([str(tmp_path / name)])
    assert isinstance(bad, BadLine)
    assert bad.error.code == code
    bad.job.expression.encode()  # no half characters reach the output
    assert message is None or bad.error.message == message
    assert isinstance(after, Job)
    assert after.expression == "x"


def test_unreadable_files_are_named_and_the_others_go_on(tmp_path):
    (tmp_path / "directory.txt").mkdir()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\0\0")
    (tmp_path / "no_column.csv").write_text("formula\nx^2\n")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"x\n" * 1000)[:-12])
    (tmp_path / "cut.txt").write_bytes("x\ny".encode("utf-16")[:-1])
    (tmp_path / "good.txt").write_text("x\n")
    (tmp_path / "comments.txt").write_text("# nothing\n\n")
    (tmp_path / "header.csv").write_text("expression,id\n\n")
    (tmp_path / "long.csv").write_text("a" * 200_000 + ",expression\nx,x\n")
    (tmp_path / "twice.csv").write_text("expression,expression\nx,y\n")
    (tmp_path / "blank.jsonl").write_text("\n  \n")
    names = ["missing.txt", "directory.txt", "picture.txt", "no_column.csv", "empty.csv", "empty.txt"]
    names += ["comments.txt", "header.csv", "blank.jsonl", "twice.csv", "long.csv", "cut.txt", "cut.gz", "good.txt"]
    entries = list(read_jobs([str(tmp_path / name) for name in names]))
    messages = [e.message.removeprefix(f"{tmp_path}/") for e in entries if isinstance(e, Unreadable)]
    assert messages[:10] == [
        "missing.txt: No such file or directory",
        "directory.txt: Is a directory",
        "picture.txt: line 1: this is a binary file, not text",
        "no_column.csv: line 1: no column `expression`; the first line is 'formula'",
        "empty.csv: line 1: the file is empty",
        "empty.txt: line 1: the file is empty",
        *(f"{name}: no expression in it" for name in ("comments.txt", "header.csv", "blank.jsonl")),
        "twice.csv: line 1: two columns `expression`",
    ]
    assert [m.partition(":")[0] for m in messages[10:]] == ["long.csv", "cut.txt", "cut.gz"]
    assert "after line" in messages[11] and "the compressed file is damaged" in messages[12]
    assert entries[-1] == Job("1", 1, "x", None, str(tmp_path / "good.txt"))


def test_standard_input_and_a_file_together(tmp_path):
    (tmp_path / "a.txt").write_text("x^2\n")
    jobs = list(read_jobs(["-", str(tmp_path / "a.txt")], io.BytesIO(b'x\n{"expression": "y"}\n')))
    assert [(j.line, j.expression, j.file) for j in jobs] == [(1, "x", "-"), (2, "y", "-"), (1, "x^2", str(tmp_path / "a.txt"))]


def test_lines_before_a_damaged_place_are_read(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x^2\n") + b"no more of it")
    good, bad = read_jobs([str(tmp_path / "a.gz")])
    assert good == Job("1", 1, "x^2", None)
    assert "after line 1: the compressed file is damaged" in bad.message


def test_compressed_lines_are_read_as_they_arrive():
    reading, writing = os.pipe()
    packer = zlib.compressobj(wbits=31)
    with os.fdopen(reading, "rb") as stream, os.fdopen(writing, "wb", buffering=0) as pipe:
        jobs = read_jobs(["-"], stream)
        for line in (b"x^2\n", b"x^3\n"):
            pipe.write(packer.compress(line) + packer.flush(zlib.Z_SYNC_FLUSH))
            assert next(jobs).expression.encode() + b"\n" == line
        pipe.write(packer.flush())
        pipe.close()
        assert list(jobs) == []
