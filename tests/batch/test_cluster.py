"""A real scheduler and two workers on loopback, one of them killed while it works."""

import importlib.util
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from calc_cli.batch import run_batch
from calc_cli.batch.cluster import CannotAnswer, Cluster, answer_list
from calc_cli.settings import Settings

needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="needs the extra dask")
ROOT = Path(__file__).parents[2]
FAKE = "tests.batch.fakes:answer"


def start(*words):
    """A process of dask, and the address it says it listens at."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", *words], stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    for line in process.stderr:
        if found := re.search(r"(?:Scheduler|worker) at: +(tcp://\S+)", line):
            threading.Thread(target=drain, args=(process.stderr,), daemon=True).start()
            return process, found[1]
    raise AssertionError("it did not start")


def drain(stream):
    with stream:
        stream.read()


@pytest.fixture(scope="module")
def cluster():
    scheduler, address = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    words = ["distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    workers = [start(*words)[0] for _ in range(2)]
    yield address, workers
    for process in [*workers, scheduler]:
        process.kill()
        process.wait()
    time.sleep(0.2)


def run(address, text, timeout_seconds=30.0, **more):
    out, err = io.StringIO(), io.StringIO()
    more = {"answer": FAKE, "standard_input": io.BytesIO(text.encode()), **more}
    code = run_batch(
        ["-"],
        jobs=1,
        timeout_seconds=timeout_seconds,
        out=out,
        err=err,
        settings=Settings(),
        answerer=lambda orders: Cluster(address, orders),
        **more,
    )
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


@needs_dask
@pytest.mark.filterwarnings("ignore")
def test_lines_are_answered_in_order_under_their_budgets(cluster):
    lines = [f"x + {i}" for i in range(300)]
    lines[50], lines[51], lines[120], lines[121] = "hang", "kill", "gmp", "bug 1"
    code, documents, err = run(cluster[0], "\n".join(lines), timeout_seconds=2.0)
    assert code == 1
    assert [d["input"] for d in documents] == lines
    codes = {d["line"] - 1: d["error"]["code"] for d in documents if "error" in d}
    assert codes == {50: "timeout", 51: "aborted", 120: "out_of_memory", 121: "internal"}
    assert "296 answered, 4 failed" in err


@needs_dask
@pytest.mark.filterwarnings("ignore")
def test_a_lost_worker_costs_time_only(cluster):
    address, workers = cluster
    lines = [f"sleep 0.0{20 + i % 10}{i}" for i in range(150)]
    threading.Thread(target=lambda: (time.sleep(1.5), os.kill(workers[0].pid, signal.SIGKILL)), daemon=True).start()
    code, documents, _ = run(address, "\n".join(lines))
    assert workers[0].wait(timeout=10) == -signal.SIGKILL
    assert code == 0
    assert [(d["line"], d["input"]) for d in documents] == list(enumerate(lines, 1))
    assert len({d["pid"] for d in documents}) >= 2


@needs_dask
@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_a_message(monkeypatch):
    monkeypatch.setattr("calc_cli.batch.cluster.CONNECT_SECONDS", 0.5)
    code, documents, err = run("tcp://127.0.0.1:9", "x")
    assert (code, documents) == (1, [])
    assert err.startswith("calc batch: no dask scheduler answers at tcp://127.0.0.1:9")


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = run("tcp://127.0.0.1:9", "x")
    assert code == 1
    assert "pip install 'calc-cli[dask]'" in err


def test_a_worker_with_another_version_says_so():
    with pytest.raises(CannotAnswer, match=r"and the batch was started by calc 0\.0\.1$"):
        answer_list([], None, "0.0.1")


@needs_dask
@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_cannot_answer_is_said(cluster):
    code, documents, err = run(cluster[0], "x", answer="tests.batch.nowhere:answer")
    assert (code, documents) == (1, [])
    assert err.startswith("calc batch: a worker of the cluster cannot answer: WorkersDoNotStart: the worker processes do not start")
