"""`LuaHost`: runs scripts in a sandbox."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from ...accounts.policy import Policy
from ...errors import ConfigurationError
from ..clients import open_client
from ..modules import Modules
from ..versions import LuaVersion, check_version
from .access import Access, Accounts, OpenAccount, check_access
from .desk import Desk
from .pool import Pool
from .process import Worker, check_packages
from .result import LuaResult
from .run import Limits, Run, source_of
from .session import LuaSession


class LuaHost:
    """Runs scripts in child processes that have neither credentials nor files nor a network.

    `version` is that of Lua, `workers` how many scripts run at once; one more process is kept warm, so that a script starts
    at once. `accounts` says which accounts scripts may use (all, unless given), `policy` what they may do with them; it can only take
    away what the configuration allows. Safe to share between threads; survives a fork. Close it, or use it in a `with`
    block. Raises `ConfigurationError` where lupa is missing, and for arguments that are none.
    """

    def __init__(
        self,
        version: LuaVersion = "5.1",
        workers: int = 2,
        *,
        accounts: Accounts | None = None,
        policy: Policy | None = None,
        open_account: OpenAccount = open_client,
        modules: Path | None = None,
    ) -> None:
        """`open_account` makes the clients behind a script's calls, `modules` is a folder of generated Lua in place of the installed one."""
        check_version(version)
        if not isinstance(cast(object, workers), int) or workers < 1:
            raise ConfigurationError(f"a LuaHost needs one worker at least, not {workers!r}")
        check_packages()
        self._whole = version == "5.1"
        self._accounts, self._policy, self._open_account = accounts, policy, open_account
        self._modules = Modules.generated(modules)
        check_access(accounts, policy, self._modules)
        self._pool = Pool(workers, partial(Worker, version))
        self._sessions: weakref.WeakSet[LuaSession] = weakref.WeakSet()
        weakref.finalize(self, self._pool.end, os.getpid())

    def execute(
        self,
        code: str,
        name: str = "script",
        *,
        cpu_limit: float = 30.0,
        time_limit: float = 300.0,
        memory_limit: int = 32 * 1024 * 1024,
        output_limit: int = 1024 * 1024,
        accounts: Accounts | None = None,
        policy: Policy | None = None,
        on_output: Callable[[str], object] | None = None,
    ) -> LuaResult:
        """What comes of a script, whatever it does; messages call it `name`.

        `cpu_limit` is seconds of its own running time, `time_limit` seconds of the whole run with its waiting for vendors (but
        not for a free worker), the others are bytes. `accounts` and `policy` take the place of the host's. `on_output`
        gets what the script prints as soon as it does; what it raises ends the script and is raised here. Raises
        `ConfigurationError` for arguments that are none, where the host is closed, and where a callback of a script runs
        another one for which there is no worker.
        """
        limits = Limits.checked(cpu_limit, time_limit, memory_limit, output_limit)
        source = source_of(code, name)
        access = self._access(accounts, policy)
        with self._pool.turn() as take:
            worker = take()
            run = Run(worker, limits, whole=self._whole, drop=self._pool.drop, on_output=on_output)
            try:
                desk = Desk(access, self._modules, limits.memory, run.remaining)
                return run.make(source, name, desk)
            finally:
                if run.spent:
                    self._pool.drop(worker)
                else:
                    self._pool.give_back(worker)

    def session(
        self,
        *,
        memory_limit: int = 32 * 1024 * 1024,
        accounts: Accounts | None = None,
        policy: Policy | None = None,
    ) -> LuaSession:
        """A VM for chunks of code that run one after another and find what those before them have left.

        Each session has a process of its own, which does not count among the `workers`. `memory_limit` is the bytes of the VM,
        `accounts` and `policy` take the place of the host's. Raises `ConfigurationError` for a `memory_limit` that is none.
        """
        limits = Limits.checked(1, 1, memory_limit, 1)
        access = self._access(accounts, policy)
        session = LuaSession(
            self, self._pool, access, self._modules, limits.memory, whole=self._whole
        )
        self._sessions.add(session)
        return session

    def _access(self, accounts: Accounts | None, policy: Policy | None) -> Access:
        check_access(accounts, policy, self._modules)
        return Access(
            self._open_account,
            self._accounts if accounts is None else accounts,
            self._policy if policy is None else policy,
        )

    def close(self) -> None:
        """Ends the processes that wait for scripts, and the sessions; those at work end with their scripts."""
        self._pool.close()
        for session in list(self._sessions):
            session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
