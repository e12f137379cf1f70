"""Requests held against the definition: what a vendor that is strict would make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from ..arguments.alternatives import parse_json
from ..arguments.checks import Node
from ..arguments.schemas import SchemaCompiler
from ..arguments.values import Path, Problem, spell_path
from ..spec import JSON, FunctionSpec, IntegrationSpec, Location, ParameterSpec
from ..suggest import nearest
from .messages import Incoming
from .multipart import parse_multipart
from .routes import Route
from .templates import TemplateReader
from .texts import Pairs, TextReader, decoded, read_pairs, wire_key

PAGE = "mock_page"
"""The query parameter with which addresses of further pages name one."""

_WORDS: Mapping[str, str] = {
    "path": "path parameter",
    "query": "query parameter",
    "header": "header",
    "body": "field",
    "form": "form field",
}
_URL_PAGING = ("link_header", "next_url")


@dataclass(slots=True)
class Reading:
    """A request as the arguments of a function, and a sentence for everything that is wrong with it."""

    values: dict[str, JSON] = field(default_factory=dict[str, JSON])
    page: dict[str, JSON] = field(default_factory=dict[str, JSON])
    """Values that turn a page, by wire name."""
    problems: list[str] = field(default_factory=list[str])
    path_fits: bool = True
    """Whether nothing in the path is wrong; another function may be meant otherwise."""
    strict: bool = True
    """Whether what the definition does not know is wrong."""

    def refuse_unknown(self, location: Location, key: str, known: Iterable[str]) -> None:
        """Notes a field or parameter that the definition does not know."""
        if self.strict:
            hint = "".join(f" Did you mean '{each}'?" for each in nearest(key, list(known)))
            self.problems.append(f"Unknown {_WORDS[location]} '{key}'.{hint}")


class RequestReader:
    """Reads the requests of one function."""

    def __init__(
        self,
        route: Route,
        integration: IntegrationSpec,
        schemas: SchemaCompiler,
        secret: frozenset[str],
        *,
        strict: bool,
    ) -> None:
        """`secret` are the query parameters that carry credentials."""
        self._strict = strict
        spec: FunctionSpec = route.function.spec
        self._route = route
        self._texts = TextReader(integration["types"], schemas)
        self._parameters = spec["parameters"]
        self._nodes = {
            name: schemas.compile(each["schema"]) for name, each in self._parameters.items()
        }
        paging = spec.get("paging")
        named = (paging.get("parameter"), paging.get("size_parameter")) if paging else ()
        self._paging = frozenset(name for name in named if name)
        links = paging is not None and paging["style"] in _URL_PAGING
        self._extra_query = secret | {PAGE} if links else secret
        tree = spec.get("body")
        self._template = None if tree is None else TemplateReader(tree, self._paging)
        self._kind = self._body_kind()

    def read(self, request: Incoming, path: Mapping[str, str]) -> Reading:
        """What a request says; `path` holds what stands in its path."""
        reading = Reading(strict=self._strict)
        for name, each in self._in("path"):
            text = path[each.get("wire_name", name)]
            self._keep(reading, name, self._texts.read([text], each["schema"]))
        reading.path_fits = not reading.problems
        self._read_pairs(reading, read_pairs(request.query), "query", self._route.http.get("query"))
        self._read_headers(reading, request.headers)
        self._read_body(reading, request)
        for name, each in self._parameters.items():
            if each.get("required") and name not in reading.values:
                reading.problems.append(f"{self._label(name, self._path(name))} is required.")
        return reading

    def _body_kind(self) -> str:
        request = self._route.http.get("request")
        if request == "multipart":
            return "multipart"
        if any(self._in("form")):
            return "form"
        if self._template or any(self._in("body")) or self._route.http["method"] in _WITH_PAGE:
            return "json"
        return "none"

    def _in(self, location: Location) -> Iterable[tuple[str, ParameterSpec]]:
        return (
            (name, each)
            for name, each in self._parameters.items()
            if each.get("location") == location
        )

    def _read_pairs(
        self,
        reading: Reading,
        pairs: Pairs,
        location: Location,
        constants: Mapping[str, str] | None = None,
    ) -> None:
        """Reads a query or a form."""
        given: dict[str, list[str]] = {}
        for key, text in pairs:
            given.setdefault(key, []).append(text)
        for name, each in self._in(location):
            texts = given.pop(wire_key(name, each), None)
            if texts is not None:
                value = self._texts.read_values(texts, each)
                self._keep(reading, name, value)
                if each.get("wire_name", name) in self._paging:
                    reading.page[each.get("wire_name", name)] = value
        for key, constant in (constants or {}).items():
            texts = given.pop(key, [])
            if [unquote_plus(text) for text in texts] != [constant]:
                reading.problems.append(f"The {_WORDS[location]} '{key}' must be '{constant}'.")
        self._read_page(reading, given, location)
        for key in given:
            if key not in self._extra_query or location != "query":
                known = [wire_key(name, each) for name, each in self._in(location)]
                reading.refuse_unknown(location, key, known)

    def _read_page(self, reading: Reading, given: dict[str, list[str]], location: Location) -> None:
        """Reads the values that turn a page where no parameter is called so."""
        if location != "query":
            return
        paging = self._route.function.spec.get("paging")
        by_number = paging is not None and paging["style"] in ("page", "offset")
        for key in self._paging & given.keys():
            text = unquote_plus(given.pop(key)[-1])
            number = by_number or (paging is not None and key == paging.get("size_parameter"))
            if number and not text.isdecimal():
                reading.problems.append(f"The query parameter '{key}' must be an integer.")
            else:
                reading.page[key] = int(text) if number else text
        if PAGE in self._extra_query and PAGE in given:
            reading.page[PAGE] = int(given[PAGE][-1]) if given[PAGE][-1].isdecimal() else 1

    def _read_headers(self, reading: Reading, headers: Mapping[str, str]) -> None:
        for name, each in self._in("header"):
            text = headers.get(each.get("wire_name", name).lower())
            if text is not None:
                self._keep(reading, name, self._texts.read([text], each["schema"]))
        for name, constant in self._route.http.get("headers", {}).items():
            if headers.get(name.lower()) != constant:
                reading.problems.append(f"The header '{name}' must be '{constant}'.")

    def _read_body(self, reading: Reading, request: Incoming) -> None:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        content = request.content
        if self._kind == "multipart":
            self._read_multipart(reading, request)
        elif not content:
            return
        elif self._kind == "none":
            reading.problems.append("The request must have no body.")
        elif self._kind == "form":
            if kind != "application/x-www-form-urlencoded":
                reading.problems.append("The body must be application/x-www-form-urlencoded.")
            else:
                text = content.decode("utf-8", "replace")
                self._read_pairs(reading, read_pairs(text), "form")
        elif kind and "json" not in kind:
            reading.problems.append(f"The body must be application/json, not {kind}.")
        else:
            self._read_json(reading, content)

    def _read_json(self, reading: Reading, content: bytes) -> None:
        try:
            body: JSON = parse_json(content.decode())
        except (ValueError, RecursionError) as error:
            reading.problems.append(f"The body must be JSON ({error}).")
            return
        if isinstance(body, Mapping):
            reading.page |= {name: body[name] for name in self._paging & body.keys()}
        problems: list[Problem] = []
        if self._template is not None:
            found = self._template.read(body, problems)
            for name, value in found.items():
                self._keep(reading, name, value)
        elif isinstance(body, Mapping):
            self._read_fields(reading, body)
        else:
            reading.problems.append("The body must be an object.")
        reading.problems += [f"The field '{_spell(at)}' {text}." for at, text in problems]

    def _read_fields(self, reading: Reading, body: Mapping[str, JSON]) -> None:
        names = {each.get("wire_name", name): name for name, each in self._in("body")}
        for key, value in body.items():
            if key in names:
                self._keep(reading, names[key], value)
            elif key not in self._paging:
                reading.refuse_unknown("body", key, names)

    def _read_multipart(self, reading: Reading, request: Incoming) -> None:
        try:
            parts = parse_multipart(request.headers.get("content-type", ""), request.content)
        except ValueError as error:
            reading.problems.append(f"The body {error}.")
            return
        names = {wire_key(name, each): name for name, each in self._in("form")}
        given: dict[str, list[Any]] = {}
        for part in parts:
            if part.name not in names:
                reading.refuse_unknown("form", part.name, names)
                continue
            is_file = takes_file(self._parameters[names[part.name]])
            if is_file and part.filename is None:
                reading.problems.append(f"The form field '{part.name}' must be a file.")
            text = part.content.decode("utf-8", "replace")
            given.setdefault(names[part.name], []).append(part.content if is_file else text)
        for name, items in given.items():
            schema = self._parameters[name]["schema"]
            if not takes_file(self._parameters[name]):
                self._keep(reading, name, self._texts.read(items, schema))
            else:
                is_list = schema.get("type") == "array"
                self._keep(reading, name, items if is_list or len(items) > 1 else items[0])

    def _keep(self, reading: Reading, name: str, value: Any) -> None:
        """Takes the value of a parameter, with whatever is wrong with it."""
        problems: list[Problem] = []
        node: Node = self._nodes[name]
        path = self._path(name)
        try:
            cleaned = node.check(value, path, problems)
        except RecursionError:
            problems.append(Problem(path, "is nested too deeply"))
            cleaned = None
        reading.values[name] = cleaned
        reading.problems += [f"{self._label(name, at)} {text}." for at, text in problems]

    def _path(self, name: str) -> Path:
        """Where a parameter stands, in the vendor's words."""
        if self._template is not None and name in self._template.places:
            return self._template.places[name]
        return None, self._parameters[name].get("wire_name", name)

    def _label(self, name: str, path: Path) -> str:
        location = self._parameters[name].get("location", "body")
        return f"The {_WORDS[location]} '{_spell(path)}'"


_WITH_PAGE = ("POST", "PUT", "PATCH")
"""Methods whose bodies may carry what turns a page."""


def takes_file(spec: ParameterSpec) -> bool:
    """Whether a parameter is a file, or a list of files."""
    schema = spec["schema"]
    return "binary" in (schema.get("format"), schema.get("items", {}).get("format"))


def _spell(path: Path) -> str:
    return spell_path(path).lstrip(".") or "the body"


def shown(query: str, hidden: frozenset[str]) -> list[tuple[str, str]]:
    """A query as people read it, without some of its parameters."""
    return [pair for pair in decoded(read_pairs(query)) if pair[0] not in hidden]
