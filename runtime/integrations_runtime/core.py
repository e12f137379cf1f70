"""What `Client` and `AsyncClient` share: everything but the sending.

A call is a generator that yields each request to send and is given its response, or has the transport's error thrown
into it; what it returns is the result. The two clients differ only in how they drive it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, ClassVar, TypeAlias, TypeVar, cast

from .accounts.account import constant_headers, resolve_account
from .auth.strategies import build_auth
from .calls import Call
from .deprecation import warn_deprecated
from .errors import ArgumentError, ConfigurationError, ResponseError, TransportError
from .options import NO_OPTIONS, CallOptions, RequestOptions, TimeoutOption, phases, read_options
from .paging.walk import Paging, PagingError
from .plan import Plan, Plans
from .requests.builder import Draft
from .spec import JSON, Function, IntegrationSpec
from .transport.seam import Request, Response

ResultT = TypeVar("ResultT")

Steps: TypeAlias = Generator[Request, Response, ResultT]
"""A call: requests out, responses in, the result at the end."""


class ClientCore:
    """An account at a vendor, and the calls that can be made for it.

    After construction nothing changes but that a client is closed, so threads and tasks may share it.
    """

    SPEC: ClassVar[IntegrationSpec]
    """The integration. Set by every generated client."""

    _plans: ClassVar[Plans]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "SPEC" in cls.__dict__:
            cls._plans = Plans(cls.SPEC)

    def __init__(
        self,
        account: str | None,
        credentials: Mapping[str, str | None] | None,
        base_url: str | None,
        timeout: TimeoutOption | None,
    ) -> None:
        given = {**(credentials or {}), "base_url": base_url}
        self._account = resolve_account(self.SPEC, account, given)
        self._auth = build_auth(self.SPEC, self._account)
        self._headers = {
            "accept": "application/json",
            **constant_headers(self.SPEC, self._account),
        }
        try:
            self._timeouts = None if timeout is None else phases(timeout)
        except ValueError as problem:
            raise self._unusable(str(problem).removesuffix(".")) from None
        self._closed = False

    @property
    def account(self) -> str:
        """The name of the account that the client acts for: `default`, unless another one was asked for."""
        return self._account.name

    def __repr__(self) -> str:
        kind = type(self).__name__
        return f"{kind}(account={self._account.name!r}, base_url={self._account.base_url!r})"

    def _steps(
        self,
        function: Function[ResultT],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
        *,
        plain: bool = False,
    ) -> Steps[ResultT]:
        """One call. `plain` asks for data in place of models."""
        if self._closed:
            raise self._unusable("the client is closed")
        plan = self._plans.of(function)
        values = plan.binder.bind(arguments or {})
        self._warn(plan, values)
        checked = NO_OPTIONS if options is None else self._read_options(plan, options)
        if plan.paging is not None:
            pages = self._all_pages(plan, plan.paging, values, checked, plain)
            return cast(ResultT, (yield from pages))
        draft = plan.requests.build(values)
        call = self._place(plan, draft)
        response = yield from self._exchange(plan, call, draft, checked)
        return cast(ResultT, plan.reader.read(call, response, plain=plain))

    def _all_pages(
        self,
        plan: Plan,
        paging: Paging,
        values: Mapping[str, JSON],
        options: CallOptions,
        plain: bool,
    ) -> Steps[Any]:
        """The call of a function whose result holds the items of all pages."""
        walk = paging.start(plan.requests.by_wire_name(values))
        page, answers = walk.first, list[JSON]()
        while True:
            draft = plan.requests.build(values, page)
            call = self._place(plan, draft)
            response = yield from self._exchange(plan, call, draft, options)
            answers.append(plan.reader.decode(call, response))
            try:
                following = walk.turn(answers[-1])
                merged = None if following is not None else paging.merge(answers)
            except PagingError as reason:
                error = call.error(ResponseError, f"cannot read all pages: {reason}", response)
                raise error from None
            if following is None:
                return plan.reader.result(call, response, merged, plain=plain)
            page = following

    def _exchange(
        self, plan: Plan, call: Call, draft: Draft, options: CallOptions
    ) -> Steps[Response]:
        """One request and its accepted response. This is the only place where requests are sent."""
        try:
            response = yield self._complete(draft, options)
        except TransportError as error:
            call.place(error)
            raise
        plan.reader.accept(call, response)
        return response

    def _complete(self, draft: Draft, options: CallOptions) -> Request:
        """The request with everything that the account and the call's options add."""
        query = self._auth.query
        if draft.query:
            query = f"{draft.query}&{query}" if query else draft.query
        url = self._account.base_url + draft.path
        return Request(
            draft.method,
            f"{url}?{query}" if query else url,
            {**self._headers, **draft.headers, **self._auth.headers, **options.headers},
            draft.content,
            self._timeouts if options.timeouts is None else options.timeouts,
        )

    def _place(self, plan: Plan, draft: Draft) -> Call:
        return Call(
            self.SPEC["name"],
            plan.function,
            draft.method,
            draft.path,
            self._auth.redact,
            self.SPEC.get("errors", {}).get("request_id_header"),
        )

    def _read_options(self, plan: Plan, options: RequestOptions) -> CallOptions:
        checked, problems = read_options(options)
        if not problems:
            return checked
        raise ArgumentError(
            "\n".join(problems),
            problems=tuple(problems),
            integration=self.SPEC["name"],
            function=plan.function,
            method=plan.http["method"],
            path=plan.http["path"],
        )

    def _warn(self, plan: Plan, values: Mapping[str, JSON]) -> None:
        for text in plan.deprecations(values):
            warn_deprecated(text, type(self).__module__)

    def _unusable(self, message: str) -> ConfigurationError:
        return ConfigurationError(message, integration=self.SPEC["name"])
