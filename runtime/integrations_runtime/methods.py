"""`Methods`: what every method of generated clients does, and `Group`, the base of their groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import flows
from .answers.downloads import Download
from .answers.streams import Stream
from .core import GroupCore, MethodsCore
from .options import RequestOptions
from .steps import Steps
from .transport.seam import Request, Transport

if TYPE_CHECKING:
    from .caller import Begun
    from .paging.walk import Page
    from .spec import Function, PagedFunction, StreamingFunction

ResultT = TypeVar("ResultT")
EventT = TypeVar("EventT")
ItemT = TypeVar("ItemT")


class Methods(MethodsCore):
    """Makes calls: generated methods are a signature, a docstring, and one call of what stands here."""

    _transport: Transport

    def _call(
        self,
        function: Function[ResultT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT:
        """What every generated method does."""
        begun = self._begin(function, arguments, options)
        return cast(ResultT, self._drive(self._flow(begun, Stream)))

    def _call_or_stream(
        self,
        function: StreamingFunction[ResultT, EventT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT | Stream[EventT]:
        """What the method of a function does that can stream."""
        begun = self._begin(function, arguments, options)
        if self._raw or not begun.plan.streams(begun.values):
            return cast(ResultT, self._drive(self._flow(begun, Stream)))
        flow = flows.stream(self._caller, begun, Stream, plain=False)
        return cast("Stream[EventT]", self._drive(flow))

    def _iterate(
        self,
        function: PagedFunction[Any, ItemT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Iterator[ItemT]:
        """What every generated iterator does. The arguments are checked at once."""
        return self._items(self._begin(function, arguments, options), plain=False)

    def _items(self, begun: Begun, *, plain: bool) -> Iterator[Any]:
        walk = flows.begin_walk(begun)

        def items() -> Iterator[Any]:
            page, draft = cast("Page | None", walk.first), None
            while page is not None:
                flow = flows.page(self._caller, begun, walk, page, draft, plain=plain)
                found, page, draft = self._drive(flow)
                yield from found

        return items()

    def _download(
        self,
        function: Function[Any],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
    ) -> Download:
        """What the method of a function does that answers with binary data."""

        def make(opened: Any, transfer: Any, reopen: Any) -> Download:
            return Download(opened, transfer, lambda headers, n: self._drive(reopen(headers, n)))

        begun = self._begin(function, arguments, options)
        return cast(Download, self._drive(flows.download(self._caller, begun, make)))

    def _drive(self, steps: Steps[ResultT]) -> ResultT:
        try:
            step = next(steps)
            while True:
                try:
                    if isinstance(step, Request):
                        outcome: object = self._transport.send(step)
                    else:
                        outcome = step.run(self._transport)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as done:
            return cast(ResultT, done.value)
        finally:
            steps.close()


class Group(Methods, GroupCore):
    """Functions of a wide client that belong together: `github.issues`."""
