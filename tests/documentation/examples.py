"""The console blocks of README.md: what they run and what they print now.

Run: python tests/documentation/examples.py, then read the change.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)


def examples(text):
    """(command, output printed below it) of every console block."""
    return [pair for block in BLOCK.findall(text) for pair in split(block)]


def split(block):
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def printed(command):
    """What the command prints, run at the root of the project with no terminal and no colour."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=README.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout


def main():
    text = README.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda match: "".join(f"$ {command}\n{printed(command)}" for command, _ in split(match[1])), text)
    README.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    main()
