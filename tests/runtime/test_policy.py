"""What a client may do: rules from the configuration file and from the argument `policy`, and who is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from integrations_runtime import ArgumentError, AsyncClient, ConfigurationError, OperationDenied
from integrations_runtime.accounts.account import resolve_account
from integrations_runtime.accounts.policy import OperationPolicy, PendingCall, Policy
from integrations_runtime.spec import Operation
from tests.support.acme import Acme, client_class
from tests.support.acme_functions import SPEC
from tests.support.configuration import WriteConfig
from tests.support.seams import AsyncRecorder, Recorder, answer

FILE = "~/.config/integrations/config.toml"


def policy_of(account: str = "work", policy: Policy | None = None) -> OperationPolicy:
    """What a client of Acme may do."""
    return resolve_account(SPEC, account, {"api_key": "k"}, policy).policy


def pending(policy: OperationPolicy, operation: Operation = "write") -> PendingCall:
    return policy.pending("create_part", operation, {"name": "s3cret", "count": 1})


def denial(policy: OperationPolicy, operation: Operation = "write") -> str:
    """The message of an operation that is denied."""
    assert policy.decide(operation) == "deny"
    error = policy.denial(pending(policy, operation))
    assert (error.integration, error.function) == ("acme", "create_part")
    return str(error)


def yes(call: PendingCall) -> bool:
    return True


def no(call: PendingCall) -> bool:
    return False


# Which rule holds


def test_what_nobody_mentions_is_allowed(write_config: WriteConfig) -> None:
    write_config('[acme.work]\nregion = "fr"\n[acme.home.policy]\nread = "deny"\n')
    for policy in (policy_of(), policy_of(policy={})):
        assert policy.decide("read") == "allow"
        assert policy.decide("write") == "allow"


def test_the_table_of_an_account_holds_for_that_account(write_config: WriteConfig) -> None:
    write_config('[acme.work.policy]\nread = "allow"\nwrite = "deny"\n')
    work = policy_of()
    assert work.decide("read") == "allow"
    assert denial(work) == (
        "acme.create_part: write operations are denied by policy of account 'work' "
        f"([acme.work.policy] in {FILE})"
    )
    assert policy_of("default").decide("write") == "allow"
    assert policy_of("home").decide("write") == "allow"


def test_the_table_of_an_integration_holds_for_all_its_accounts(write_config: WriteConfig) -> None:
    write_config("""
        [acme.policy]
        write = "deny"
        [acme.work.policy]
        read = "deny"
        write = "allow"
        [groq.policy]
        read = "deny"
    """)
    for account in ("default", "home", "work"):
        assert denial(policy_of(account)) == (
            f"acme.create_part: write operations are denied by policy of account '{account}' "
            f"([acme.policy] in {FILE})"
        )
    assert policy_of("home").decide("read") == "allow"
    assert denial(policy_of("work"), "read") == (
        "acme.create_part: read operations are denied by policy of account 'work' "
        f"([acme.work.policy] in {FILE})"
    )


def test_the_argument_can_take_away(write_config: WriteConfig) -> None:
    write_config('[acme.work.policy]\nwrite = "allow"\n')
    policy = policy_of(policy={"write": "deny"})
    assert policy.decide("read") == "allow"
    assert denial(policy) == (
        "acme.create_part: write operations are denied by policy of account 'work' "
        "(argument policy)"
    )


@pytest.mark.parametrize("policy", [{"write": "allow"}, {"write": yes}, {"write": "ask"}, yes])
def test_the_argument_cannot_give_what_the_file_denies(
    write_config: WriteConfig, policy: Policy
) -> None:
    write_config('[acme.policy]\nwrite = "deny"\n')
    assert denial(policy_of(policy=policy)).endswith(f"([acme.policy] in {FILE})")


def test_the_environment_has_no_policy(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config('[acme.policy]\nwrite = "deny"\n')
    monkeypatch.setenv("ACME_POLICY", "allow")
    assert policy_of().decide("write") == "deny"


# Asking


def test_a_callback_is_asked_about_its_operation() -> None:
    policy = policy_of(policy={"write": yes})
    assert policy.decide("read") == "allow"
    assert policy.decide("write") is yes


def test_a_callback_alone_is_asked_about_everything() -> None:
    policy = policy_of(policy=yes)
    assert policy.decide("read") is yes
    assert policy.decide("write") is yes


def test_the_file_can_have_a_callback_asked(write_config: WriteConfig) -> None:
    write_config('[acme.work.policy]\nwrite = "ask"\n')
    assert policy_of(policy={"write": yes}).decide("write") is yes
    assert policy_of(policy=yes).decide("write") is yes


@pytest.mark.parametrize("policy", [None, {}, {"write": "allow"}, {"write": "ask"}, {"read": yes}])
def test_nobody_to_ask_means_no(write_config: WriteConfig, policy: Policy | None) -> None:
    write_config('[acme.work.policy]\nwrite = "ask"\n')
    assert denial(policy_of(policy=policy)) == (
        "acme.create_part: write operations must be asked about by policy of account 'work' "
        f"([acme.work.policy] in {FILE}), and the client has nobody to ask: "
        'pass policy={"write": callback}'
    )


def test_ask_in_code_needs_a_callback_too() -> None:
    assert denial(policy_of(policy={"read": "ask"}), "read") == (
        "acme.create_part: read operations must be asked about by policy of account 'work' "
        '(argument policy), and the client has nobody to ask: pass policy={"read": callback}'
    )


def test_a_callback_sees_the_call() -> None:
    seen: list[PendingCall] = []

    def remember(call: PendingCall) -> bool:
        seen.append(call)
        return True

    policy = policy_of(policy=remember)
    policy.ask(
        remember, policy.pending("delete_part", "write", {"id": "s3cret", "n": 1}, destructive=True)
    )
    (call,) = seen
    assert (call.integration, call.account, call.function) == ("acme", "work", "delete_part")
    assert (call.operation, call.destructive) == ("write", True)
    assert call.arguments == {"id": "s3cret", "n": 1}
    assert repr(call) == (
        "PendingCall(acme.delete_part(id=…, n=…), account='work', destructive write)"
    )
    assert repr(pending(policy, "read")) == (
        "PendingCall(acme.create_part(name=…, count=…), account='work', read)"
    )


def test_a_callback_cannot_change_the_call() -> None:
    arguments = {"name": "a"}
    call: Any = policy_of().pending("create_part", "write", arguments)
    with pytest.raises(AttributeError):
        call.operation = "read"
    with pytest.raises(TypeError):
        call.arguments["name"] = "b"
    assert arguments == {"name": "a"}


def test_a_refusal_is_an_error(write_config: WriteConfig) -> None:
    policy = policy_of(policy=no)
    with pytest.raises(OperationDenied) as caught:
        policy.ask(no, pending(policy))
    assert str(caught.value) == (
        "acme.create_part: this write operation was refused when asked about (argument policy)"
    )
    write_config('[acme.policy]\nread = "ask"\n')
    policy = policy_of(policy=no)
    with pytest.raises(OperationDenied) as caught:
        policy.ask(no, pending(policy, "read"))
    assert str(caught.value) == (
        "acme.create_part: this read operation was refused when asked about "
        f"([acme.policy] in {FILE})"
    )


@pytest.mark.parametrize("answer", [None, "no", 1, {}])
def test_only_true_is_a_yes(answer: Any) -> None:
    policy = policy_of(policy=lambda call: answer)
    with pytest.raises(OperationDenied):
        policy.ask(lambda call: answer, pending(policy))


def test_an_asynchronous_answer_is_awaited() -> None:
    async def later(call: PendingCall) -> bool:
        await asyncio.sleep(0)
        return call.operation == "read"

    async def check() -> None:
        policy = policy_of(policy=later)
        await policy.ask_async(later, pending(policy, "read"))
        await policy.ask_async(yes, pending(policy, "write"))
        for callback in (later, no):
            with pytest.raises(OperationDenied, match="refused when asked about"):
                await policy.ask_async(callback, pending(policy, "write"))

    asyncio.run(check())


def test_a_client_that_cannot_await_says_so() -> None:
    async def later(call: PendingCall) -> bool:
        return True

    policy = policy_of(policy=later)
    with pytest.raises(ConfigurationError) as caught:
        policy.ask(later, pending(policy))
    assert str(caught.value) == (
        "acme.create_part: the callback of policy is asynchronous, and this client is not"
    )


def test_what_a_callback_raises_reaches_the_caller() -> None:
    def fail(call: PendingCall) -> bool | Awaitable[bool]:
        raise KeyboardInterrupt

    policy = policy_of(policy=fail)
    with pytest.raises(KeyboardInterrupt):
        policy.ask(fail, pending(policy))


# What a client does about it


def test_a_denied_operation_sends_nothing(write_config: WriteConfig) -> None:
    write_config('[acme.work]\napi_key = "k"\n[acme.work.policy]\nwrite = "deny"\n')
    recorder = Recorder(answer({"id": "p1", "name": "Gear"}))
    work = Acme(account="work", http_client=recorder)
    with pytest.raises(OperationDenied) as caught:
        work.create_part(name="s3cret")
    assert str(caught.value) == (
        "acme.create_part: write operations are denied by policy of account 'work' "
        f"([acme.work.policy] in {FILE})"
    )
    with pytest.raises(OperationDenied):
        work.call("create_part", {"name": "s3cret"})
    assert recorder.requests == []
    assert work.get_part(part_id="p1").id == "p1"
    Acme(api_key="k", http_client=recorder).create_part(name="Gear")
    assert [each.method for each in recorder.requests] == ["GET", "POST"]


def test_wrong_arguments_are_told_before_anybody_is_asked() -> None:
    client = client_class()(credentials={"api_key": "k"}, http_client=Recorder(), policy=no)
    with pytest.raises(ArgumentError):
        client.call("create_part", {})


def test_a_client_asks_before_it_sends() -> None:
    seen: list[PendingCall] = []

    def only_gears(call: PendingCall) -> bool:
        seen.append(call)
        assert len(recorder.requests) == 0
        return call.arguments["name"] == "Gear"

    recorder = Recorder(answer({"id": "p1", "name": "Gear"}))
    client = client_class()(
        credentials={"api_key": "k"}, http_client=recorder, policy={"write": only_gears}
    )
    with pytest.raises(OperationDenied, match="refused when asked about"):
        client.call("create_part", {"name": "Bolt"})
    client.call("create_part", {"name": "Gear"})
    assert [request.method for request in recorder.requests] == ["POST"]
    assert [(call.function, call.account) for call in seen] == [("create_part", "default")] * 2


def test_an_asynchronous_client_awaits_its_callback() -> None:
    class Custom(AsyncClient):
        SPEC = SPEC

    async def never(call: PendingCall) -> bool:
        await asyncio.sleep(0)
        return False

    async def check() -> None:
        recorder = AsyncRecorder()
        client = Custom(credentials={"api_key": "k"}, http_client=recorder, policy=never)
        with pytest.raises(OperationDenied, match="refused when asked about"):
            await client.call("get_part", {"id": "p1"})
        assert recorder.requests == []

    asyncio.run(check())


# What can be wrong with the argument; tests of the file have its tables


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        ("deny", 'policy must be a mapping like {"write": "deny"} or a callback, not str'),
        (False, 'policy must be a mapping like {"write": "deny"} or a callback, not bool'),
        ({"raed": "deny"}, "policy: unknown operation 'raed'; did you mean \"read\"?"),
        ({"all": "deny"}, "policy: unknown operation 'all'; the operations are read and write"),
        ({1: "deny"}, "policy: unknown operation 1; the operations are read and write"),
        (
            {"read": "alow", "write": ["deny"]},
            'policy: read must be "allow", "deny", "ask" or a callback; did you mean "allow"?; '
            'policy: write must be "allow", "deny", "ask" or a callback',
        ),
    ],
)
def test_a_wrong_argument_is_explained(policy: Any, problem: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        policy_of(policy=policy)
    assert str(caught.value) == f"acme: {problem}"
