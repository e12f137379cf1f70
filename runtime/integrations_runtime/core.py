"""What `Client` and `AsyncClient` share: everything but the sending.

A call is a generator that yields each request to send, or a command (see `steps`), and is given what comes of it, or has its
error thrown in; what it returns is the result (see `flows`). The two clients differ only in how they drive it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from . import flows
from .accounts.account import constant_headers, resolve_account
from .auth.strategies import build_auth
from .caller import Begun, Caller
from .errors import ConfigurationError
from .observers.watch import read_observers
from .options import RequestOptions, TimeoutOption, phases
from .plan import Plans
from .retries import DEFAULT_RETRIES, RetryOption, retry_policy

if TYPE_CHECKING:
    from .accounts.policy import Policy
    from .answers.events import EventReader
    from .observers.observer import Observer
    from .spec import Function, IntegrationSpec
    from .steps import Steps


class MethodsCore:
    """What methods need to make calls: an account's caller, and whether answers are wanted raw."""

    _module: ClassVar[str]  # of the class that has the methods, which may have subclasses elsewhere
    _caller: Caller
    _raw: bool

    def _begin(
        self,
        function: Function[Any],
        arguments: Mapping[str, object] | None,
        options: RequestOptions | None,
    ) -> Begun:
        """Checks a call. Raises `ArgumentError`, or `ConfigurationError` for a closed client."""
        return self._caller.begin(function, arguments, options, self._module)

    def _flow(self, begun: Begun, stream: Callable[[Any, EventReader], Any]) -> Steps[Any]:
        """What a method does whose answer is not streamed, or is raw; `stream` makes the stream of a raw one."""
        if self._raw:
            return flows.raw(self._caller, begun, stream)
        return flows.result(self._caller, begun, plain=False)


class GroupCore(MethodsCore):
    """Functions of a wide client that belong together: `github.issues`. It is the client, seen from one side."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._module = cls.__module__

    def __init__(self, client: MethodsCore) -> None:
        """Takes over all that methods of the client need; nothing of it changes after construction."""
        vars(self).update(vars(client))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(account={self._caller.account.name!r})"


class ClientCore(MethodsCore):
    """An account at a vendor, and what is needed to make calls for it.

    After construction nothing changes but that a client is closed, so threads and tasks may share it.
    """

    SPEC: ClassVar[IntegrationSpec]
    """The integration. Set by every generated client."""

    _plans: ClassVar[Plans]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "SPEC" in cls.__dict__:
            cls._plans, cls._module = Plans(cls.SPEC), cls.__module__

    def __init__(
        self,
        account: str | None,
        credentials: Mapping[str, str | None] | None,
        base_url: str | None,
        timeout: TimeoutOption | None,
        max_retries: RetryOption | None,
        policy: Policy | None,
        observers: Sequence[Observer] | None,
    ) -> None:
        given = {**(credentials or {}), "base_url": base_url}
        resolved = resolve_account(self.SPEC, account, given, policy)
        try:
            self._caller = Caller(
                self._plans,
                resolved,
                build_auth(self.SPEC, resolved),
                {"accept": "application/json", **constant_headers(self.SPEC, resolved)},
                None if timeout is None else phases(timeout),
                DEFAULT_RETRIES if max_retries is None else retry_policy(max_retries),
                read_observers(observers),
            )
        except ValueError as problem:
            raise self._unusable(str(problem).removesuffix(".")) from None
        self._raw = False

    @property
    def account(self) -> str:
        """The name of the account that the client acts for: `default`, unless another one was asked for."""
        return self._caller.account.name

    def __copy__(self) -> Self:
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__)
        return copied

    def __reduce__(self) -> NoReturn:
        raise TypeError("clients cannot be pickled or copied deeply: make one in each process")

    def __repr__(self) -> str:
        caller: Caller | None = getattr(self, "_caller", None)
        if caller is None:  # what an error report meets when the construction failed
            return f"<{type(self).__name__}>"
        account = caller.account
        return f"{type(self).__name__}(account={account.name!r}, base_url={account.base_url!r})"

    def _unusable(self, message: str) -> ConfigurationError:
        return ConfigurationError(message, integration=self.SPEC["name"])
