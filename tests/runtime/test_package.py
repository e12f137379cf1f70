"""What importing the runtime gives, and what it costs."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

import integrations_runtime
from integrations_runtime import OMIT, AsyncClient, Client, Model, Omit


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after `code`."""
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(result.stdout.split())


def test_exports_are_complete_and_sorted() -> None:
    names = integrations_runtime.__all__
    order = sorted(names, key=lambda name: (not name.isupper(), name.startswith("_"), name))
    assert names == order
    assert all(getattr(integrations_runtime, name) is not None for name in names)
    assert set(names) <= set(dir(integrations_runtime))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'integrations_runtime' has no attribute 'Cleint'"):
        integrations_runtime.__getattr__("Cleint")


def test_the_version_is_that_of_the_distribution() -> None:
    assert integrations_runtime.__version__ == importlib.metadata.version("integrations")


def test_importing_the_package_loads_no_library() -> None:
    loaded = loaded_after("import integrations_runtime")
    assert not loaded & {"httpx", "pydantic", "jmespath", "asyncio", "dataclasses"}
    ours = {name for name in loaded if name.startswith("integrations_runtime.")}
    assert ours == {"integrations_runtime.lazy"}


def test_importing_the_bases_loads_neither_httpx_nor_pydantic() -> None:
    loaded = loaded_after("import integrations_runtime.client, integrations_runtime.omit")
    assert not loaded & {"httpx", "pydantic", "jmespath", "asyncio"}


def test_pydantic_is_loaded_for_the_first_result() -> None:
    making = (
        "from integrations_runtime.client import Client\n"
        "from integrations_runtime.spec import Function\n"
        "from integrations_runtime import Response\n"
        "class Fixed:\n"
        "    def send(self, request): return Response(200, {}, b'{}')\n"
        "http = {'method': 'GET', 'path': '/x'}\n"
        "get = Function('get', {'operation': 'read', 'http': http, 'parameters': {}})\n"
        "class Made(Client):\n"
        "    SPEC = {'name': 'made', 'base_url': 'https://example.com', 'base_url_env': [],\n"
        "        'auth': {'strategy': 'none'}, 'credentials': [], 'settings': [], 'models': '',\n"
        "        'functions': {'get': get}, 'types': {}}\n"
        "made = Made(http_client=Fixed())\n"
    )
    assert not loaded_after(making) & {"pydantic", "jmespath"}
    assert not loaded_after(f"{making}made.call('get')") & {"pydantic", "jmespath"}


def test_omit_is_one_falsy_object() -> None:
    import copy
    import pickle

    assert isinstance(OMIT, Omit)
    assert not OMIT
    assert repr(OMIT) == "OMIT"
    assert copy.deepcopy(OMIT) is OMIT
    assert pickle.loads(pickle.dumps(OMIT)) is OMIT


def test_the_bases_have_few_public_attributes() -> None:
    def public(kind: type) -> list[str]:
        return [name for name in dir(kind) if not name.startswith("_")]

    doors = ["call", "download", "iterate", "stream", "with_raw_response"]
    assert public(Client) == sorted(["account", "close", *doors])
    assert public(AsyncClient) == sorted(["account", "aclose", *doors])


def test_a_model_allows_names_that_pydantic_protects() -> None:
    class Thing(Model):
        model_name: str

    thing = Thing.model_validate({"model_name": "a", "b": None})
    assert thing.model_dump() == {"model_name": "a", "b": None}
