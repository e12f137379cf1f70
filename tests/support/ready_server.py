"""The server of `tests.support.ready`, run as a program: `python ready_server.py SOCKET PROGRAM`.

It loads what PROGRAM needs, and forks a process for each connection. A request is one JSON object behind its length, and comes
with the three standard streams. Both are read by the forked process; the server answers with a line that has its number, and
at its end with a line that has its exit status. The server ends with its standard input.
"""

import atexit
import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import struct
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

LIBRARIES: Final = {
    "runtime": (
        *("argparse", "asyncio", "http.server", "ssl", "tomllib", "urllib.request"),
        *("httpx", "jmespath", "pydantic", "regex"),
        *("lupa.lua51", "lupa.lua54", "tree_sitter", "tree_sitter_lua"),
        *("prompt_toolkit", "prompt_toolkit.shortcuts", "prompt_toolkit.patch_stdout"),
    ),
    "generator": (
        *("argparse", "asyncio", "concurrent.futures.process", "multiprocessing.spawn"),
        *("difflib", "httpx", "jmespath", "jinja2", "pydantic", "filelock", "black", "tqdm"),
        *("datamodel_code_generator", "markdown_it", "tree_sitter", "tree_sitter_lua"),
    ),
}
"""What is loaded for a program. Of this repository that is only the runtime, and only for commands of the runtime itself:
`generator` may be a copy's, and `integrations` a test's."""


class Request(NamedTuple):
    """What a process does, and where."""

    arguments: list[str]
    cwd: str
    env: dict[str, str]
    terminal: bool


def load(program: str) -> None:
    """Loads libraries."""
    for name in LIBRARIES[program]:
        importlib.import_module(name)
    if program == "runtime":
        runtime = importlib.import_module("integrations_runtime")
        for module in pkgutil.walk_packages(runtime.__path__, "integrations_runtime."):
            if not module.name.startswith("integrations_runtime.testing.pytest"):
                importlib.import_module(module.name)


def serve(address: str) -> socket.socket | None:
    """Forks processes. Returns in each of them, with its connection; in the server itself at the end, with nothing."""
    children: dict[int, socket.socket] = {}
    wake, waker = socket.socketpair()
    for end in (wake, waker):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    with socket.socket(socket.AF_UNIX) as listener, selectors.DefaultSelector() as selector:
        listener.bind(address)
        listener.listen(64)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for each in (listener, wake, sys.stdin):
            selector.register(each, selectors.EVENT_READ)
        while True:
            events = [key.fileobj for key, _ in selector.select()]
            if wake in events:
                wake.recv(4096)
            report(children)
            if sys.stdin in events:
                return None
            if listener in events:
                connection, _ = listener.accept()
                child = os.fork()
                if child == 0:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    for each in (wake, waker, *children.values()):
                        each.close()
                    return connection
                children[child] = connection
                connection.sendall(f"{child}\n".encode())


def report(children: dict[int, socket.socket]) -> None:
    """Tells the status of each process that has ended."""
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            child, status = found
            with contextlib.suppress(OSError), children.pop(child) as connection:
                connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def received(connection: socket.socket) -> Request:
    """Reads the request, and takes the streams that come with it."""
    with connection:
        size, streams, _, _ = socket.recv_fds(connection, 4, 3)
        left = int(struct.unpack("!I", size)[0])
        content = b""
        while len(content) < left:
            content += connection.recv(left - len(content))
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in streams:
        os.close(stream)
    given: dict[str, Any] = json.loads(content)
    return Request(**given)


def become(request: Request, path: list[str]) -> None:
    """Makes this process what a new interpreter would be in the request's place."""
    if request.terminal:
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(request.cwd)
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    folders = request.env.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:] = [*filter(None, folders), *path]
    importlib.invalidate_caches()
    sys.stdin = stream(0, "strict")
    sys.stdout = stream(1, "strict")
    sys.stderr = stream(2, "backslashreplace")


def stream(number: int, errors: str) -> io.TextIOWrapper:
    """A standard stream as interpreters open it."""
    mode = "r" if number == 0 else "w"
    binary = open(number, f"{mode}b", closefd=False)  # noqa: SIM115 - it stays open
    lines = number == 2 or os.isatty(number)
    return io.TextIOWrapper(binary, encoding="utf-8", errors=errors, line_buffering=lines)


def run(arguments: list[str]) -> None:
    """Does what `python ARGUMENTS` does."""
    match arguments:
        case ["-c", code, *given]:
            sys.argv[:] = ["-c", *given]
            sys.path.insert(0, "")
            exec(compile(code, "<string>", "exec"), sys.modules["__main__"].__dict__)
        case ["-m", module, *given]:
            sys.argv[:] = [module, *given]
            sys.path.insert(0, str(Path.cwd()))
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        case _:
            raise SystemExit(f"only -c and -m are known here, not {arguments}")


def finish(status: int) -> NoReturn:
    """Ends the process as an interpreter does, but takes nothing apart: that costs more than all the rest."""
    vars(threading)["_shutdown"]()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main() -> None:
    """Serves; in a forked process, does what is asked for."""
    address, program = sys.argv[1:]
    path = sys.path[1:]
    load(program)
    gc.collect()
    gc.freeze()
    connection = serve(address)
    if connection is not None:
        request = received(connection)
        become(request, path)
        try:
            run(request.arguments)
        except SystemExit as end:
            if end.code is not None and not isinstance(end.code, int):
                raise
            finish(end.code or 0)
        finish(0)


if __name__ == "__main__":
    main()
