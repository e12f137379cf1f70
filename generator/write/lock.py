"""One generator at a time in each folder."""

from collections.abc import Generator, Iterable
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.write.errors import WriteError, blaming
from generator.write.roots import LOCK


@contextmanager
def locked(places: Iterable[Path], timeout: float) -> Generator[None]:
    """Holds every folder of `places`, and makes those that are missing.

    Always in the same order, so that two generators with folders in common cannot wait for each other. Raises
    `WriteError` when another generator holds one for more than `timeout` seconds.
    """
    with ExitStack() as held:
        for place in sorted({place.resolve() for place in places}):
            held.enter_context(_locked(place, timeout))
        yield


@contextmanager
def _locked(place: Path, timeout: float) -> Generator[None]:
    from filelock import FileLock, Timeout  # who writes nothing need not wait for its import

    lock = FileLock(place / LOCK, timeout=timeout)
    with blaming(place):
        place.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            waited = f"another generator is writing here (waited {timeout:g} seconds)"
            raise WriteError(place, waited, "Try again when it is done.") from None
    try:
        yield
    finally:
        # While it is still held: who waits for this file sees that it has no name any more, and takes a new one.
        with suppress(OSError):
            (place / LOCK).unlink()
        lock.release()
