"""Waiting that ends in time, whatever is waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from queue import Empty, SimpleQueue


def within(seconds: float, make: Callable[[], bytes]) -> bytes:
    """What `make` returns, which runs in a thread of its own, in the context of this one. It must not raise.

    Raises TimeoutError after so many seconds; what comes of it then is dropped, and the thread goes on until it ends by itself.
    """
    made: SimpleQueue[bytes] = SimpleQueue()
    context = copy_context()
    thread = threading.Thread(target=lambda: made.put(context.run(make)), daemon=True)
    thread.start()
    try:
        return made.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
