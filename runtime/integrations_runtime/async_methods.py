"""`AsyncMethods`: what every method of generated asynchronous clients does, and `AsyncGroup`, the base of their groups."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import flows
from .answers.downloads import AsyncDownload
from .answers.streams import AsyncStream
from .core import GroupCore, MethodsCore
from .options import RequestOptions
from .steps import Steps
from .transport.seam import AsyncTransport, Request

if TYPE_CHECKING:
    from .caller import Begun
    from .paging.walk import Page
    from .spec import Function, PagedFunction, StreamingFunction

ResultT = TypeVar("ResultT")
EventT = TypeVar("EventT")
ItemT = TypeVar("ItemT")


class AsyncMethods(MethodsCore):
    """Makes calls for tasks: generated methods are a signature, a docstring, and one call of what stands here."""

    _transport: AsyncTransport

    async def _call(
        self,
        function: Function[ResultT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT:
        """What every generated method does."""
        begun = self._begin(function, arguments, options)
        return cast(ResultT, await self._drive(self._flow(begun, AsyncStream)))

    async def _call_or_stream(
        self,
        function: StreamingFunction[ResultT, EventT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ResultT | AsyncStream[EventT]:
        """What the method of a function does that can stream."""
        begun = self._begin(function, arguments, options)
        if self._raw or not begun.plan.streams(begun.values):
            return cast(ResultT, await self._drive(self._flow(begun, AsyncStream)))
        flow = flows.stream(self._caller, begun, AsyncStream, plain=False)
        return cast("AsyncStream[EventT]", await self._drive(flow))

    def _iterate(
        self,
        function: PagedFunction[Any, ItemT],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncIterator[ItemT]:
        """What every generated iterator does. The arguments are checked at once."""
        return self._items(self._begin(function, arguments, options), plain=False)

    def _items(self, begun: Begun, *, plain: bool) -> AsyncIterator[Any]:
        walk = flows.begin_walk(begun)

        async def items() -> AsyncIterator[Any]:
            page, draft = cast("Page | None", walk.first), None
            while page is not None:
                flow = flows.page(self._caller, begun, walk, page, draft, plain=plain)
                found, page, draft = await self._drive(flow)
                for item in found:
                    yield item

        return items()

    async def _download(
        self,
        function: Function[Any],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
    ) -> AsyncDownload:
        """What the method of a function does that answers with binary data."""

        def make(opened: Any, transfer: Any, reopen: Any) -> AsyncDownload:
            return AsyncDownload(
                opened, transfer, lambda headers, n: self._drive(reopen(headers, n))
            )

        begun = self._begin(function, arguments, options)
        return cast(AsyncDownload, await self._drive(flows.download(self._caller, begun, make)))

    async def _drive(self, steps: Steps[ResultT]) -> ResultT:
        try:
            step = next(steps)
            while True:
                try:
                    if isinstance(step, Request):
                        outcome: object = await self._transport.send(step)
                    else:
                        outcome = await step.run_async(self._transport)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(outcome)
        except StopIteration as done:
            return cast(ResultT, done.value)
        finally:
            steps.close()


class AsyncGroup(AsyncMethods, GroupCore):
    """Functions of a wide asynchronous client that belong together: `github.issues`."""
