"""The account of one client, ready to make calls: checks them, drafts their requests, asks the policy, tells observers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from .calls import Call
from .deprecation import warn_deprecated
from .errors import ArgumentError, ConfigurationError
from .exchange import Exchange
from .options import NO_OPTIONS, CallOptions, RequestOptions, Timeouts, read_options
from .plan import Plan, Plans
from .requests.builder import NO_PAGE, Draft, Values
from .requests.multipart import Multipart, Watched
from .retries import RetryPolicy, retry_policy
from .steps import Approve, Steps

if TYPE_CHECKING:
    from .accounts.account import Account
    from .auth.strategies import Auth
    from .observers.observer import Observer
    from .observers.watch import Watch
    from .spec import JSON, Function

ResultT = TypeVar("ResultT")


class Begun:
    """A call whose arguments have been checked: its requests may follow."""

    __slots__ = ("key", "options", "plan", "values")

    def __init__(self, plan: Plan, values: Mapping[str, JSON], options: CallOptions) -> None:
        self.plan, self.values, self.options = plan, values, options
        self.key: str | None = None
        """The idempotency key of all its attempts."""
        if plan.idempotency_header is not None:
            self.key = options.idempotency_key or _new_key()


class Caller:
    """Makes the calls of one client. Nothing of it changes but that it ends, so threads and tasks may share it."""

    __slots__ = (
        "_auth",
        "_closed",
        "_headers",
        "_observers",
        "_plans",
        "_retries",
        "_timeouts",
        "account",
    )

    def __init__(
        self,
        plans: Plans,
        account: Account,
        auth: Auth,
        headers: Mapping[str, str],
        timeouts: Timeouts | None,
        retries: RetryPolicy,
        observers: Sequence[Observer],
    ) -> None:
        """`headers` go with every request, by lower-case name."""
        self._plans, self.account, self._auth, self._headers = plans, account, auth, headers
        self._timeouts, self._retries, self._observers = timeouts, retries, observers
        self._closed = False

    def close(self) -> None:
        """Ends it: calls, and further pages of lists, raise `ConfigurationError` from now on."""
        self._closed = True

    def begin(
        self,
        function: Function[Any],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
        client_module: str,
    ) -> Begun:
        """Checks a call. Raises `ArgumentError` or `NoBinding`, and warns of what is deprecated.

        `client_module` is where the methods are: warnings are about the line that called one.
        """
        self._check_open()
        given: object = {} if arguments is None else arguments
        plan = self._plans.of(function, given)
        values = plan.binder.bind(given)
        for text in plan.deprecations(values):
            warn_deprecated(text, client_module)
        checked = NO_OPTIONS if options is None else _read_options(plan, options)
        return Begun(plan, values, checked)

    def run(
        self,
        begun: Begun,
        requests: Callable[[Exchange], Steps[ResultT]],
        *,
        approved: bool = False,
    ) -> Steps[ResultT]:
        """A call: the policy is asked, then its requests follow, with the observers watching.

        `approved` says that the policy was asked for an earlier page of the same list.
        """
        self._check_open()
        plan, policy = begun.plan, self.account.policy
        verdict = "allow" if approved else policy.decide(plan.operation)
        if verdict != "allow":
            pending = policy.pending(
                plan.function, plan.operation, begun.values, destructive=plan.destructive
            )
            if verdict == "deny":
                raise policy.denial(pending)
            yield Approve(policy, verdict, pending)
        if not self._observers:
            return (yield from requests(self._exchange(begun, None)))
        return (yield from self._watched(begun, requests))

    def draft(self, begun: Begun, page: Values = NO_PAGE) -> Draft:
        """The request of a call, or for one of its pages."""
        plan, options = begun.plan, begun.options
        draft = plan.requests.build(begun.values, page, options.query, options.body)
        if plan.idempotency_header is not None and begun.key is not None:
            draft.headers[plan.idempotency_header] = begun.key
        if options.on_progress is not None and isinstance(draft.content, Multipart):
            draft.content = Watched(draft.content, options.on_progress)
        return draft

    def place(self, plan: Plan, draft: Draft) -> Call:
        """Where a request stands, for its errors."""
        return Call(
            plan.integration,
            plan.function,
            draft.method,
            draft.path,
            self._auth.redact,
            self._plans.spec.get("errors", {}).get("request_id_header"),
        )

    def _check_open(self) -> None:
        if self._closed:
            raise ConfigurationError("the client is closed", integration=self._plans.spec["name"])

    def _watched(
        self, begun: Begun, requests: Callable[[Exchange], Steps[ResultT]]
    ) -> Steps[ResultT]:
        from .observers.watch import watch

        watcher = watch(self._observers, begun.plan, self.account, self._plans.spec["auth"])
        error: BaseException | None = None
        try:
            return (yield from requests(self._exchange(begun, watcher)))
        except BaseException as failed:
            error = failed
            raise
        finally:
            watcher.finished(error)

    def _exchange(self, begun: Begun, watcher: Watch | None) -> Exchange:
        options, policy = begun.options, self._retries
        if options.retries is not None:
            policy = retry_policy(options.retries, policy)
        return Exchange(
            begun.plan,
            self._auth,
            self.account.base_url,
            self._headers,
            self._timeouts,
            policy,
            options,
            watcher,
        )


def _read_options(plan: Plan, options: RequestOptions) -> CallOptions:
    checked, problems = read_options(options)
    if checked.idempotency_key is not None and plan.idempotency_header is None:
        problems.append(f"{plan.integration}.{plan.function} takes no idempotency_key.")
    if checked.body and not plan.requests.takes_fields:
        problems.append(
            f"Option body adds fields, and the body of {plan.integration}.{plan.function} has none."
        )
    if problems:
        raise argument_error(plan, problems)
    return checked


def argument_error(plan: Plan, problems: Sequence[str]) -> ArgumentError:
    """The error for what is wrong with a call."""
    return ArgumentError(
        "\n".join(problems),
        problems=tuple(problems),
        integration=plan.integration,
        function=plan.function,
        method=plan.http["method"],
        path=plan.http["path"],
    )


def _new_key() -> str:
    import uuid  # few functions need it

    return str(uuid.uuid4())
