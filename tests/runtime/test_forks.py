"""Forked processes: what a thread of the parent was doing does not hold them up."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.tools import REPOSITORY

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")

COMPILING = """
import os, signal, sys, threading
from tests.support.acme import client_class
from tests.support.seams import Recorder

signal.alarm(20)  # ends a process that waits for ever
compiling, go_on = threading.Event(), threading.Event()

class Slow(dict):
    def get(self, key, default=None):
        if threading.current_thread() is not threading.main_thread():
            compiling.set()
            go_on.wait()
        return super().get(key, default)

tree = {"type": "object", "properties": {"inner": {"$ref": "Tree"}, "end": Slow(type="string")}}
functions = {
    name: {
        "operation": "write",
        "http": {"method": "POST", "path": "/trees"},
        "parameters": {"tree": {"schema": {"$ref": "Tree"}, "location": "body"}},
    }
    for name in ("plant", "fell")
}
client = client_class(functions=functions, types={"Tree": tree})(
    credentials={"api_key": "k"}, http_client=Recorder()
)
planting = threading.Thread(target=lambda: client.call("plant"))
planting.start()
assert compiling.wait(10)
child = os.fork()
if child == 0:
    signal.alarm(10)
    client.call("fell", {"tree": {"inner": {"end": "leaf"}}})
    client.call("plant", {"tree": {}})
    print("felled and planted", flush=True)
    os._exit(0)
status = os.waitpid(child, 0)[1]
go_on.set()
planting.join()
sys.exit(status)
"""


def test_a_process_forked_while_a_thread_compiles_a_function_can_call_it() -> None:
    completed = subprocess.run(
        [sys.executable, "-c", COMPILING],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (completed.returncode, completed.stdout) == (0, "felled and planted\n"), completed.stderr
