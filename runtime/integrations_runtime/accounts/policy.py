"""What a client may do: read and write operations are allowed, denied, or asked for.

A policy comes from up to three places: the table of the account and the table of the integration in the configuration
file, and the argument `policy` of the client. The strictest one holds, so that code can only take away what the file
allows. What no place mentions is allowed.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import isawaitable
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias, cast, get_args

from ..errors import ConfigurationError, OperationDenied
from ..spec import JSON, Operation
from ..suggest import nearest

Decision: TypeAlias = Literal["allow", "deny", "ask"]

OPERATIONS: Final[tuple[Operation, ...]] = get_args(Operation)
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)


class PendingCall(NamedTuple):
    """A call that somebody is asked about before anything is sent. Its `repr` shows no values of arguments."""

    integration: str
    account: str
    function: str
    operation: Operation
    destructive: bool
    arguments: Mapping[str, JSON]

    def __repr__(self) -> str:
        arguments = ", ".join(f"{name}=…" for name in self.arguments)
        kind = f"destructive {self.operation}" if self.destructive else self.operation
        call = f"{self.integration}.{self.function}({arguments})"
        return f"PendingCall({call}, account={self.account!r}, {kind})"


Ask: TypeAlias = Callable[[PendingCall], bool | Awaitable[bool]]
"""A callback of the host: True lets the call happen. Only asynchronous clients can await its answer."""

Policy: TypeAlias = Mapping[Operation, Decision | Ask] | Ask
"""The argument `policy` of a client: `{"write": "deny"}`, or a callback that is asked about every call."""


class Rules(NamedTuple):
    """What one place says about operations; `origin` names the place."""

    rules: Mapping[Operation, Decision | Ask]
    origin: str


class _Verdict(NamedTuple):
    decision: Literal["allow", "deny"] | Ask
    reason: str = ""  # of a denial
    origin: str = ""


class OperationPolicy:
    """What one client may do."""

    __slots__ = ("_account", "_integration", "_verdicts")

    def __init__(self, integration: str, account: str, places: Sequence[Rules] = ()) -> None:
        self._integration = integration
        self._account = account
        self._verdicts = {each: _strictest(each, account, places) for each in OPERATIONS}

    def decide(self, operation: Operation) -> Literal["allow", "deny"] | Ask:
        """What to do about an operation; a callback is to be asked."""
        return self._verdicts[operation].decision

    def pending(
        self,
        function: str,
        operation: Operation,
        arguments: Mapping[str, JSON],
        *,
        destructive: bool = False,
    ) -> PendingCall:
        """The call that a callback is asked about, or that is denied."""
        return PendingCall(
            self._integration,
            self._account,
            function,
            operation,
            destructive,
            MappingProxyType(dict(arguments)),  # a callback cannot put others in their place
        )

    def denial(self, pending: PendingCall) -> OperationDenied:
        """The error for an operation that `decide` denies."""
        return _denied(pending, self._verdicts[pending.operation].reason)

    def ask(self, ask: Ask, pending: PendingCall) -> None:
        """Asks a callback; raises `OperationDenied` unless it answers True.

        Raises `ConfigurationError` when the answer would have to be awaited.
        """
        answer = ask(pending)
        if isawaitable(answer):
            if callable(close := getattr(answer, "close", None)):
                close()  # a coroutine that nobody awaits would warn
            raise ConfigurationError(
                "the callback of policy is asynchronous, and this client is not",
                integration=pending.integration,
                function=pending.function,
            )
        self._accept(answer, pending)

    async def ask_async(self, ask: Ask, pending: PendingCall) -> None:
        """Asks a callback, and waits for its answer where it must be awaited; raises `OperationDenied`."""
        answer = ask(pending)
        self._accept(await answer if isawaitable(answer) else answer, pending)

    def _accept(self, answer: object, pending: PendingCall) -> None:
        if answer is not True:  # a callback that forgets to answer allows nothing
            origin = self._verdicts[pending.operation].origin
            reason = f"this {pending.operation} operation was refused when asked about ({origin})"
            raise _denied(pending, reason)


def read_policy(given: object, integration: str | None = None) -> Rules | None:
    """The rules of the argument `policy`; raises `ConfigurationError`, which names the integration."""
    if given is None:
        return None
    if callable(given) and not isinstance(given, Mapping):
        return Rules(dict.fromkeys(OPERATIONS, cast(Ask, given)), "argument policy")
    if not isinstance(given, Mapping):
        kind = type(given).__name__
        problem = f'must be a mapping like {{"write": "deny"}} or a callback, not {kind}'
        raise ConfigurationError(f"policy {problem}", integration=integration)
    rules, problems = read_rules(cast(Mapping[object, object], given), callbacks=True)
    if problems:
        message = "; ".join(f"policy: {each}" for each in problems)
        raise ConfigurationError(message, integration=integration)
    return Rules(rules, "argument policy")


def read_rules(
    given: Mapping[object, object], *, callbacks: bool
) -> tuple[dict[Operation, Decision | Ask], list[str]]:
    """The rules of a mapping, and a sentence for each problem with them. The sentences show no values."""
    rules: dict[Operation, Decision | Ask] = {}
    problems: list[str] = []
    for name, value in given.items():
        if name not in OPERATIONS:
            hint = _hint(name, OPERATIONS) or "; the operations are read and write"
            problems.append(f"unknown operation {name!r}{hint}")
        elif value in DECISIONS or (callbacks and callable(value)):
            rules[name] = cast("Decision | Ask", value)
        else:
            wanted = 'must be "allow", "deny", "ask" or a callback'
            if not callbacks:
                wanted = 'must be "allow", "deny" or "ask"'
            problems.append(f"{name} {wanted}{_hint(value, DECISIONS)}")
    return rules, problems


def _hint(given: object, names: Sequence[str]) -> str:
    """`; did you mean "deny"?`, or nothing when no name is similar. The given value itself is not shown."""
    similar = nearest(given.lower(), names) if isinstance(given, str) else []
    return "".join(f'; did you mean "{each}"?' for each in similar)


def _strictest(operation: Operation, account: str, places: Sequence[Rules]) -> _Verdict:
    """What holds for an operation when all places have spoken: deny before ask before allow."""
    spoken = [(each.rules[operation], each.origin) for each in places if operation in each.rules]
    whose = f"policy of account '{account}'"
    for rule, origin in spoken:
        if rule == "deny":
            return _Verdict(
                "deny", f"{operation} operations are denied by {whose} ({origin})", origin
            )
    asking = [(rule, origin) for rule, origin in spoken if rule != "allow"]
    if not asking:
        return _Verdict("allow")
    origin = asking[0][1]
    for rule, _ in asking:
        if callable(rule):
            return _Verdict(rule, origin=origin)
    reason = (
        f"{operation} operations must be asked about by {whose} ({origin}), and the client has nobody to ask: "
        f'pass policy={{"{operation}": callback}}'
    )
    return _Verdict("deny", reason, origin)


def _denied(pending: PendingCall, reason: str) -> OperationDenied:
    return OperationDenied(reason, integration=pending.integration, function=pending.function)
