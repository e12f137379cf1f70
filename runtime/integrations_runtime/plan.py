"""The plan of a function: how its arguments become requests, and their answers a result.

A plan is compiled once per function, at its first call; `Plans` keeps those of one integration.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from .answers.events import EventFormat
from .answers.reader import Reader
from .arguments.binder import Binder
from .arguments.schemas import SchemaCompiler
from .errors import ArgumentError, NoBinding
from .locks import ForkSafeLock
from .paging.items import ItemPath
from .paging.walk import Paging
from .requests.builder import RequestBuilder
from .spec import JSON, Function, HttpSpec, IntegrationSpec, Operation
from .suggest import nearest


class Plan:
    """One function: `binder` checks its arguments, `requests` drafts, `reader` reads, `paging` turns pages."""

    __slots__ = (
        "_deprecated",
        "_paging",
        "_paging_spec",
        "binary",
        "binder",
        "collects",
        "destructive",
        "events",
        "function",
        "http",
        "idempotency_header",
        "integration",
        "items",
        "operation",
        "reader",
        "requests",
        "safe",
        "setting_headers",
        "switch",
    )

    def __init__(self, function: Function[Any], http: HttpSpec, plans: "Plans") -> None:
        spec, integration = function.spec, plans.spec
        self.integration = integration["name"]
        self.function = function.name
        self.http = http
        self.binder = Binder(self.integration, function, plans.schemas)
        self.requests = RequestBuilder(spec, self.http)
        self.reader = Reader(spec, self.http, integration)
        self.binary = self.http.get("answer") == "binary"
        self.operation: Operation = spec["operation"]
        self.destructive = spec.get("destructive", False)
        constants = integration.get("headers", {}).items()
        self.setting_headers = frozenset(name.lower() for name, text in constants if "{" in text)
        self.idempotency_header = spec.get("idempotency_header", "").lower() or None
        self.safe = (
            self.operation == "read"
            or spec.get("retry_safe", False)
            or self.idempotency_header is not None
        )
        self._paging: Paging | None = None
        paging = self._paging_spec = spec.get("paging")
        self.collects = paging is not None and paging.get("collect", False)
        self.items = paging and ItemPath(paging.get("result_items", paging["items"]))
        streaming = spec.get("streaming")
        self.events = None if streaming is None else EventFormat(streaming, integration)
        self.switch = None if streaming is None else streaming["parameter"]
        self._deprecated = {
            name: parameter["deprecated"]
            for name, parameter in spec["parameters"].items()
            if "deprecated" in parameter
        }
        if "deprecated" in spec:
            self._deprecated[""] = spec["deprecated"]

    @property
    def paging(self) -> Paging | None:
        """How pages are turned. Compiled when pages are turned first, which a call for one page does not need."""
        if self._paging is None and self._paging_spec is not None:
            self._paging = Paging(self._paging_spec)
        return self._paging

    def deprecations(self, values: Mapping[str, JSON]) -> list[str]:
        """The warnings that a call with these arguments deserves."""
        return [text for name, text in self._deprecated.items() if not name or name in values]

    def streams(self, values: Mapping[str, JSON]) -> bool:
        """Whether a call with these arguments is answered by a stream."""
        return self.switch is not None and values.get(self.switch) is True


class Plans:
    """The functions of one integration, each compiled when it is first called."""

    def __init__(self, spec: IntegrationSpec) -> None:
        self.spec = spec
        self.schemas = SchemaCompiler(spec["types"])
        self._compiled: dict[str, Plan] = {}
        # A type that contains itself must not be seen half compiled.
        self._lock = ForkSafeLock(self._forget_schemas)

    def of(self, function: Function[Any], arguments: object = None) -> Plan:
        """The plan of a function. Raises `NoBinding`, and before that `ArgumentError` for `arguments` that do not fit."""
        plan = self._compiled.get(function.name)
        if plan is None:
            http = function.spec.get("http")
            if http is None:
                self._refuse(function, arguments)
            with self._lock:
                plan = self._compiled.get(function.name)
                if plan is None:
                    plan = self._compiled[function.name] = Plan(function, http, self)
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

    def _refuse(self, function: Function[Any], arguments: object) -> NoReturn:
        integration, name = self.spec["name"], function.name
        if arguments is not None:
            with self._lock:
                binder = Binder(integration, function, self.schemas)
            binder.bind(arguments)
        raise NoBinding(
            f"{integration}.{name} has no HTTP binding: it is described, and nothing can be called behind it.",
            integration=integration,
            function=name,
        )

    def _forget_schemas(self) -> None:
        self.schemas = SchemaCompiler(self.spec["types"])
