"""The program of a worker process. It is started by `process`, with nothing but the pipe to its parent."""

from __future__ import annotations

import json
import os
import threading
from time import process_time
from typing import Any, Final

from .confinement import Confinement
from .protocol import (
    ANSWER,
    END,
    HEADER,
    NO_MEMORY,
    OUTPUT,
    POST,
    QUESTION,
    READY,
    SCRIPT,
    frame,
    read_header,
)
from .vm import Vm, VmMaker

_STACK: Final = 256 * 1024 * 1024
"""Bytes for the stack of C: on Lua 5.1, coroutines that nest start counting its depth anew."""

_BROKEN: Final = 70
_CHUNK: Final = 1 << 18


class Channel:
    """The worker's end of the pipe. When it is broken, the process ends."""

    def __init__(self, source: int, target: int) -> None:
        self._source, self._target = source, target
        self._buffer = bytearray()

    def send(self, kind: bytes, payload: bytes) -> None:
        """Sends a frame."""
        rest = memoryview(frame(kind, payload))
        while rest:
            rest = rest[os.write(self._target, rest) :]

    def receive(self, expected: bytes) -> bytes:
        """The payload of the next frame."""
        kind, length = read_header(self._read(HEADER))
        if kind != expected:
            os._exit(_BROKEN)
        return self._read(length)

    def _read(self, size: int) -> bytes:
        """So many bytes; what has come beyond them is kept."""
        buffer = self._buffer
        while len(buffer) < size:
            piece = os.read(self._source, _CHUNK)
            if not piece:
                os._exit(0)
            buffer += piece
        found = bytes(buffer[:size])
        del buffer[:size]
        return found

    def write(self, text: bytes) -> None:
        """Sends what a script prints."""
        self.send(OUTPUT, text)

    def ask(self, question: bytes) -> bytes:
        """The answer of the parent."""
        self.send(QUESTION, question)
        return self.receive(ANSWER)

    def post(self, message: bytes) -> None:
        """Tells the parent something."""
        self.send(POST, message)


def main(version: str) -> None:
    """Runs scripts until the parent closes the pipe."""
    os.chdir("/")
    os.closerange(3, 1 << 16)
    threading.stack_size(_STACK)
    thread = threading.Thread(target=_guarded, args=(version,), daemon=True)
    thread.start()
    thread.join()


def _guarded(version: str) -> None:
    status = _BROKEN
    try:
        _serve(version)
    except MemoryError:
        status = NO_MEMORY
    finally:
        os._exit(status)


def _serve(version: str) -> None:
    channel = Channel(0, 1)
    maker = VmMaker(version, channel)
    maker.new().try_out()
    vm = maker.new()
    confinement = Confinement()
    channel.send(READY, repr(process_time()).encode())
    while True:
        head, _, code = channel.receive(SCRIPT).partition(b"\n")
        order = json.loads(head)
        channel.send(END, _run(vm, order, code, confinement))
        if not order["keep"]:
            vm.close()
            vm = maker.new()


def _run(vm: Vm, order: dict[str, Any], code: bytes, confinement: Confinement) -> bytes:
    began = process_time()
    confinement.arm(order["cpu"], order["memory"])
    end = vm.run(code, order)
    confinement.disarm()
    total = process_time()
    facts = {
        "error": end.error,
        "limit": end.limit,
        "memory": end.memory,
        "cpu": total - began,
        "cpu_total": total,
    }
    return json.dumps(facts).encode() + b"\n" + end.values
