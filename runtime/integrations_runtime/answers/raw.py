"""Answers as the vendor sent them: `groq.with_raw_response.list_models()`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast

from ..spec import JSON
from .texts import as_text

ResultT = TypeVar("ResultT", covariant=True)
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[ResultT]):
    """The answer to one call: its status and headers, its body, and on demand the result.

    The body is the vendor's, before any reshaping. A streamed answer has none here: `parse` gives its stream. Of a
    function that collects all pages, it is the answer for the first one.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """To be asked by lower-case names."""
    content: bytes = field(repr=False)
    request_id: str | None
    """The vendor's name for this request, if it gave one."""
    retries: int
    """How many attempts came before the one that this answers."""
    _parse: Callable[[], Any] = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text, in the charset that the headers name."""
        return as_text(self.content, self.headers)

    def json(self) -> JSON:
        """The body as plain data, unchecked; raises ValueError when it is not JSON."""
        return cast(JSON, json.loads(self.content))

    def parse(self) -> ResultT:
        """The result that the call would have returned; raises `ResponseError` as the call would have."""
        return cast(ResultT, self._parse())


class RawMethod(Protocol[P, R_co]):
    """A method of a client that returns the raw response: how generated code types `with_raw_response`."""

    def __get__(
        self, instance: object, owner: type | None = None
    ) -> Callable[P, RawResponse[R_co]]: ...


class AsyncRawMethod(Protocol[P, R_co]):
    """The same as `RawMethod`, for tasks."""

    def __get__(
        self, instance: object, owner: type | None = None
    ) -> Callable[P, Awaitable[RawResponse[R_co]]]: ...


def raw(method: Callable[Concatenate[Any, P], R]) -> RawMethod[P, R]:
    """For type checkers only: `method` with the raw response in place of its result."""
    return cast("RawMethod[P, R]", method)


def async_raw(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, R]],
) -> AsyncRawMethod[P, R]:
    """For type checkers only: the same for an asynchronous method."""
    return cast("AsyncRawMethod[P, R]", method)
