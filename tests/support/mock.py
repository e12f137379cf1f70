"""Mock vendors of integrations that a test writes down, and of the sample that uses every field of the format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

import httpx

from generator.load.integration import load_integration
from generator.model.integration import Integration
from generator.resolve import resolve
from generator.targets.mock import TARGET
from generator.targets.python.specs import function_spec, integration_spec
from integrations_runtime import AsyncClient, Client
from integrations_runtime.spec import Function, FunctionSpec, IntegrationSpec
from integrations_runtime.testing import MockVendor, Source
from tests.support.definitions import integration

SAMPLE = Path(__file__).resolve().parents[1] / "format" / "v1" / "everything"


def source(made: Integration) -> Source:
    """Returns what the generator tells a mock vendor, with clients that hand over plain data."""
    functions: dict[str, Function[Any]] = {
        each.name: Function(each.name, _plain(made, each.name)) for each in made.functions
    }
    spec = cast(IntegrationSpec, {**integration_spec(made), "functions": functions})
    (file,) = TARGET.integration(made).values()
    return Source(
        spec,
        json.loads(file.text),
        type(made.class_name, (Client,), {"SPEC": spec}),
        type(f"Async{made.class_name}", (AsyncClient,), {"SPEC": spec}),
    )


@cache
def everything() -> Source:
    """The source for the sample that uses every field of the format."""
    files = {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.rglob("*.json")
    }
    made = resolve(load_integration("definitions", "everything", files)).integration
    assert made is not None
    return source(made)


def vendor_of(
    functions: Mapping[str, Any], *, types: Mapping[str, Any] | None = None, **fields: Any
) -> MockVendor:
    """A mock vendor of an integration `acme` with these functions; the caller closes it."""
    return MockVendor(source(integration(functions, types=types, **fields)))


@contextmanager
def talking_to(vendor: MockVendor) -> Iterator[httpx.Client]:
    """A plain HTTP client for a vendor that needs no credentials."""
    with vendor, httpx.Client(base_url=vendor.url, trust_env=False, timeout=10) as http:
        yield http


def _plain(made: Integration, name: str) -> FunctionSpec:
    """The spec of a function without models, which only a generated package has."""
    spec = dict(function_spec(made, made.function(name)))
    spec.pop("model", None)
    if "streaming" in spec:
        spec["streaming"] = {k: v for k, v in spec["streaming"].items() if k != "event"}
    return cast(FunctionSpec, spec)
