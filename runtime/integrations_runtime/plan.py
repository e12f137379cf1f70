"""The plan of a function: how its arguments become requests, and their answers a result.

A plan is compiled once per function, at its first call; `Plans` keeps those of one integration.
"""

import threading
from collections.abc import Mapping
from typing import Any

from .answers.reader import Reader
from .arguments.binder import Binder
from .arguments.schemas import SchemaCompiler
from .errors import ArgumentError, ConfigurationError, NoBinding
from .paging.walk import SUPPORTED, Paging
from .requests.builder import RequestBuilder
from .spec import JSON, Function, HttpSpec, IntegrationSpec, PagingSpec
from .suggest import nearest


class Plan:
    """One function: `binder` checks its arguments, `requests` drafts, `reader` reads, `paging` collects all pages."""

    __slots__ = ("_deprecated", "binder", "function", "http", "paging", "reader", "requests")

    def __init__(self, function: Function[Any], integration: str, plans: "Plans") -> None:
        spec = function.spec
        self.function = function.name
        self.http = _binding(function, integration)
        self.binder = Binder(integration, function, plans.schemas)
        self.requests = RequestBuilder(spec, self.http)
        self.reader = Reader(spec, self.http, plans.spec)
        paging = spec.get("paging")
        self.paging = Paging(paging) if paging is not None and paging.get("collect") else None
        self._deprecated = {
            name: parameter["deprecated"]
            for name, parameter in spec["parameters"].items()
            if "deprecated" in parameter
        }
        if "deprecated" in spec:
            self._deprecated[""] = spec["deprecated"]

    def deprecations(self, values: Mapping[str, JSON]) -> list[str]:
        """The warnings that a call with these arguments deserves."""
        return [text for name, text in self._deprecated.items() if not name or name in values]


class Plans:
    """The functions of one integration, each compiled when it is first called."""

    def __init__(self, spec: IntegrationSpec) -> None:
        self.spec = spec
        self.schemas = SchemaCompiler(spec["types"])
        self._compiled: dict[str, Plan] = {}
        self._lock = threading.Lock()  # a type that contains itself must not be seen half compiled

    def of(self, function: Function[Any]) -> Plan:
        """The plan of a function. Raises `NoBinding`, or `ConfigurationError` for what is not supported yet."""
        plan = self._compiled.get(function.name)
        if plan is None:
            with self._lock:
                plan = self._compiled.get(function.name)
                if plan is None:
                    plan = self._compiled[function.name] = Plan(function, self.spec["name"], self)
        return plan

    def find(self, name: str) -> Function[Any]:
        """The function that callers name `list_files`, or in full `groq_list_files`; raises `ArgumentError`."""
        functions, integration = self.spec["functions"], self.spec["name"]
        for spelling in (name, name.removeprefix(f"{integration}_")):
            if spelling in functions:
                return functions[spelling]
        sentence = f"Unknown function: {integration}.{name}."
        if similar := nearest(name, functions, count=3):
            sentence += f" Did you mean: {', '.join(similar)}?"
        raise ArgumentError(sentence, integration=integration)


def _binding(function: Function[Any], integration: str) -> HttpSpec:
    """The HTTP binding of a function that can be called today."""
    http = function.spec.get("http")
    if http is None:
        raise NoBinding(
            "this function is described, but nothing can be called behind it",
            integration=integration,
            function=function.name,
        )
    missing, paging = None, function.spec.get("paging", PagingSpec(style="cursor", items="@"))
    if http.get("request") == "multipart":
        missing = "uploading files"
    elif http.get("answer") == "binary":
        missing = "downloading files"
    elif paging.get("collect") and paging["style"] not in SUPPORTED:
        missing = f"collecting pages by {paging['style']}"
    if missing is not None:
        raise ConfigurationError(
            f"{missing} is not supported yet", integration=integration, function=function.name
        )
    return http
