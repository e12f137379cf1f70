"""Looks at what tests give to a mock vendor, so that a mistake is told where it is made."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast, get_args

from ..encoding import is_header_name
from ..errors import ArgumentError, ConfigurationError
from ..spec import IntegrationSpec
from ..suggest import nearest
from .faults import Cut, Fault
from .source import Source

Complaint: TypeAlias = type[ArgumentError] | type[ConfigurationError]
"""What is raised: a `ConfigurationError` where a vendor is made, an `ArgumentError` where it is told something."""

_SHORT: Final = 40
_PORTS: Final = range(65536)
_STATUSES: Final = range(200, 600)


def fault(given: Fault, times: object, every: object) -> None:
    """Raises `ArgumentError` for a misbehaviour that is none, or that cannot be."""
    for name, seconds in (("delay", given.delay), ("rate_limit", given.rate_limit)):
        if not _is_seconds(seconds) and (name, seconds) != ("rate_limit", None):
            raise ArgumentError(
                f"{name} must be a number of seconds, 0 or more, not {shown(seconds)}."
            )
    status(given.status)
    headers(given.headers)
    if given.cut is not None:
        choice("cut", given.cut, get_args(Cut), ArgumentError)
    if times is not None and not _is_count(times):
        raise ArgumentError(
            f"times must be None or an integer that is at least 1, not {shown(times)}."
        )
    if not _is_count(every):
        raise ArgumentError(f"every must be an integer that is at least 1, not {shown(every)}.")
    if given == Fault():
        raise ArgumentError(
            "Say what goes wrong: delay, status, headers, cut, bad_json, html or rate_limit."
        )


def status(given: object) -> None:
    """Raises `ArgumentError` for what is no status of an answer; None stands for the usual one."""
    if given is not None and not _is_integer(given, _STATUSES):
        raise ArgumentError(f"status must be an integer from 200 to 599, not {shown(given)}.")


def headers(given: object) -> None:
    """Raises `ArgumentError` for headers that cannot be sent; never tells their values."""
    if not isinstance(given, Mapping):
        raise ArgumentError(f"headers must be a mapping of names to texts, not {shown(given)}.")
    for name, value in cast("Mapping[object, object]", given).items():
        if not isinstance(name, str) or not is_header_name(name):
            raise ArgumentError(f"No header can be called {shown(name)}.")
        if not isinstance(value, str) or not _fits_a_line(value):
            raise ArgumentError(f"The header '{name}' must be a text of one line in Latin-1.")


def body(given: object) -> None:
    """Raises `ArgumentError` for the body of an answer that is neither bytes nor JSON."""
    _json("body", given)


def events(given: object) -> list[Any]:
    """The events of a stream; raises `ArgumentError` for what is no list of JSON or bytes."""
    found = _list("events", given, "a list of events")
    for index, event in enumerate(found):
        _json(f"events[{index}]", event)
    return found


def pages(given: object) -> list[list[Any]]:
    """The pages of a list; raises `ArgumentError` for what is no list of lists of JSON."""
    found = [
        _list(f"pages[{index}]", page, "a list of items")
        for index, page in enumerate(_list("pages", given, "a list of lists of items"))
    ]
    for index, page in enumerate(found):
        _data(f"pages[{index}]", page)
    return found


def function(name: object) -> str:
    """The name of a function, which may not exist; raises `ArgumentError` for what is no name."""
    if not isinstance(name, str):
        raise ArgumentError(f"function must be the name of a function, not {shown(name)}.")
    return name


def choice(name: str, given: object, choices: Sequence[str], kind: Complaint) -> None:
    """Raises an error of this kind for what is none of the choices."""
    if given in choices:
        return
    *first, last = map(repr, choices)
    similar = nearest(given, choices) if isinstance(given, str) else []
    hint = f" Did you mean '{similar[0]}'?" if similar else ""
    raise kind(f"{name} must be {', '.join(first)} or {last}, not {shown(given)}.{hint}")


def place(host: object, port: object) -> None:
    """Raises `ConfigurationError` for what is no address."""
    if not isinstance(host, str):
        raise ConfigurationError(f"host must be a text, not {shown(host)}.")
    if not _is_integer(port, _PORTS):
        raise ConfigurationError(f"port must be an integer from 0 to 65535, not {shown(port)}.")


def served(source: Source) -> Source:
    """The source itself; raises `ConfigurationError` where no function of it can be called."""
    if not any("http" in each.spec for each in source.spec["functions"].values()):
        name = source.spec["name"]
        raise ConfigurationError(
            f"No function of {name} has an HTTP binding: there is nothing to serve."
        )
    return source


def callback(given: object) -> None:
    """Raises `ConfigurationError` for what cannot be told of requests."""
    if given is not None and not callable(given):
        raise ConfigurationError(f"on_request must be a function, not {shown(given)}.")


def credentials(given: object, spec: IntegrationSpec) -> dict[str, tuple[str, ...]]:
    """The values that are accepted, by key; raises `ConfigurationError`, which never tells a value."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise ConfigurationError("credentials must be a mapping of keys to values.")
    keys, valid = [each["key"] for each in spec["credentials"]], dict[str, tuple[str, ...]]()
    for key, value in cast("Mapping[object, object]", given).items():
        if not isinstance(key, str) or key not in keys:
            raise ConfigurationError(_no_credential(spec["name"], key, keys))
        values = (value,) if isinstance(value, str) else value
        if not isinstance(values, Iterable) or isinstance(values, bytes):
            raise ConfigurationError(f"The credential '{key}' must be a text or a list of texts.")
        texts = tuple(cast("Iterable[object]", values))
        if not all(isinstance(each, str) for each in texts):
            raise ConfigurationError(f"The credential '{key}' must be a text or a list of texts.")
        valid[key] = cast("tuple[str, ...]", texts)
    return valid


def shown(value: object) -> str:
    """A value as a sentence names it: short ones as they are, others by their kind."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if value is None or isinstance(value, str | int | float):
        written = repr(value)
        return written if len(written) <= _SHORT else f"{written[: _SHORT - 1]}…"
    kind = type(value).__name__
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def _no_credential(integration: str, key: object, keys: Sequence[str]) -> str:
    similar = nearest(key, keys) if isinstance(key, str) else []
    if similar:
        hint = f"Did you mean '{similar[0]}'?"
    else:
        hint = f"It has: {', '.join(keys)}." if keys else "It has none."
    return f"{integration} has no credential {shown(key)}. {hint}"


def _list(name: str, given: object, wanted: str) -> list[object]:
    value = cast("Any", given)
    if not isinstance(value, Iterable) or isinstance(value, str | bytes | bytearray | Mapping):
        raise ArgumentError(f"{name} must be {wanted}, not {shown(given)}.")
    return list(cast("Iterable[object]", value))


def _json(name: str, value: object) -> None:
    """Looks at JSON or bytes."""
    if not isinstance(value, bytes):
        _data(name, value, "JSON or bytes")


def _data(name: str, value: object, wanted: str = "JSON") -> None:
    try:
        wrong = _not_json(name, value)
    except RecursionError:
        raise ArgumentError(f"{name} must be {wanted}; it is nested too deeply.") from None
    if wrong is not None:
        where, what = wrong
        at = "it" if where == name else where
        raise ArgumentError(f"{name} must be {wanted}; {at} is {what}.")


def _not_json(where: str, value: object) -> tuple[str, str] | None:
    """The first place in a value that is not JSON, and what is there."""
    match value:
        case None | bool() | int():
            return None
        case str():
            return None if _is_unicode(value) else (where, "no proper Unicode")
        case float():
            return None if math.isfinite(value) else (where, shown(value))
        case list() | tuple():
            items = cast("Sequence[object]", value)
            inner = (_not_json(f"{where}[{index}]", item) for index, item in enumerate(items))
        case dict():
            fields = cast("dict[object, object]", value)
            if any(not isinstance(key, str) for key in fields):
                return where, "a dict with keys that are no texts"
            inner = (_not_json(f"{where}[{shown(key)}]", item) for key, item in fields.items())
        case _:
            return where, shown(value)
    return next((wrong for wrong in inner if wrong is not None), None)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits_a_line(text: str) -> bool:
    return not set("\r\n\0") & set(text) and all(ord(each) < 256 for each in text)


def _is_integer(value: object, allowed: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_seconds(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= cast("float", value) <= threading.TIMEOUT_MAX
