"""The vendors' own SDKs read what our mock vendors answer, and make requests that they accept."""

from collections.abc import Callable
from typing import Any

import pytest

from integrations_runtime.testing import MockVendor
from tests.peers.cases import Case, dumped
from tests.peers.test_groq import CASES as GROQ
from tests.peers.test_groq import PREFIX as GROQ_PREFIX
from tests.peers.test_groq import STREAMED
from tests.peers.test_groq import theirs as groq_client
from tests.peers.test_mistralai import CASES as MISTRALAI
from tests.peers.test_mistralai import PREFIX as MISTRALAI_PREFIX
from tests.peers.test_mistralai import theirs as mistralai_client

pytestmark = pytest.mark.filterwarnings("ignore:warning. .. DEPRECATED:DeprecationWarning")


def served(
    integration: str, prefix: str, make: Callable[[str], Any], case: Case
) -> tuple[Any, str]:
    """What the SDK reads from the mock vendor, as data, and the function that the vendor took it for."""
    with MockVendor(integration, strict=False) as vendor:
        with make(vendor.url.removesuffix(prefix)) as client:
            result = case.call_theirs(client)
            read = dumped(list(result) if case is STREAMED else result)
        return read, str(vendor.requests[-1].function)


@pytest.mark.parametrize("case", [*GROQ, STREAMED], ids=str)
def test_groq(case: Case) -> None:
    read, function = served("groq", GROQ_PREFIX, groq_client, case)
    assert function == case.ours
    with MockVendor("groq") as vendor:
        ours = case.call_ours(vendor.client())
        assert _values(dumped(list(ours) if case is STREAMED else ours)) <= _values(read)


@pytest.mark.parametrize("case", MISTRALAI, ids=str)
def test_mistralai(case: Case) -> None:
    read, function = served("mistralai", MISTRALAI_PREFIX, mistralai_client, case)
    assert function == case.ours
    assert read


def _values(data: Any) -> set[str]:
    """All texts and numbers inside a value that are not made anew for each answer."""
    if isinstance(data, dict):
        return set().union(*map(_values, data.values()), set[str]())
    if isinstance(data, list):
        return set().union(*map(_values, data), set[str]())
    return {str(data)} if isinstance(data, str | int | float) and data != "" else set()
