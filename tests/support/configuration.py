"""Configuration files of tests, what clients make of them, and what errors about them show."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, Protocol

import pytest

from integrations_runtime import ConfigurationError
from tests.support.acme import Acme
from tests.support.seams import Recorder

_TESTS = Path(__file__).parents[1]
_SECRET = "s3cret"


class WriteConfig(Protocol):
    """Writes the configuration file of a test's home folder; unless told otherwise, only its owner can read it."""

    def __call__(self, text: str, *, mode: int = 0o600) -> Path: ...


def used(**options: Any) -> tuple[str, str | None]:
    """The base URL and the authorization that a client of Acme sends."""
    recorder = Recorder()
    Acme(http_client=recorder, **options).call("old_parts")
    return recorder.last.url.removesuffix("/old"), recorder.last.headers.get("authorization")


def refused(**options: Any) -> str:
    """What is wrong with a client of Acme. No part of the error shows a secret of the test."""
    with pytest.raises(ConfigurationError) as caught:
        Acme(**options)
    assert not [text for text in shown_by(caught.value) if _SECRET in text]
    return str(caught.value)


def shown_by(error: BaseException) -> list[str]:
    """What a debugger or an error tracker prints of an error, local variables included, without those of tests."""
    texts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        texts += [str(seen), repr(seen), repr(vars(seen))]
        for frame, _ in traceback.walk_tb(seen.__traceback__):
            if not Path(frame.f_code.co_filename).is_relative_to(_TESTS):
                texts += [_shown(value) for value in frame.f_locals.values()]
        seen = seen.__cause__ or seen.__context__
    return texts


def _shown(value: object) -> str:
    """The `repr` of a value, which a client that could not be made may not have."""
    try:
        return repr(value)
    except AttributeError:
        return object.__repr__(value)
