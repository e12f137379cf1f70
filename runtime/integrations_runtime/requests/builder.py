"""From checked arguments to the request that they become. No network, no account here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ..arguments.files import Source
from ..encoding import json_bytes, path_segment, query_pair, text
from ..spec import JSON, FunctionSpec, HttpSpec, Location, ParameterSpec, QueryStyle
from .multipart import Field, Multipart, Watched
from .templates import Absent, compile_template

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")

NO_PAGE: Mapping[str, JSON] = {}

_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"

Values: TypeAlias = Mapping[str, JSON]
"""Arguments by definition name, or paging values by wire name."""

Content: TypeAlias = Callable[[Values, Values], bytes | Multipart | None]
"""From arguments and paging values to the body."""


@dataclass(slots=True)
class Draft:
    """A request without the account: no base URL, no credential."""

    method: str
    path: str  # percent-encoded
    query: str = field(repr=False)  # percent-encoded, without the question mark
    headers: dict[str, str] = field(repr=False)  # names in lower case
    content: bytes | Multipart | Watched | None = field(repr=False)
    url: str | None = field(default=None, repr=False)  # the vendor's own address, without query


@dataclass(frozen=True, slots=True)
class _Field:
    """A parameter in its place."""

    name: str
    wire_name: str
    style: QueryStyle


class RequestBuilder:
    """Drafts the requests of one function."""

    def __init__(self, spec: FunctionSpec, http: HttpSpec) -> None:
        self._method = http["method"]
        parameters = spec["parameters"]
        self._wire_names = {
            name: parameter.get("wire_name", name) for name, parameter in parameters.items()
        }
        self._path = _compile_path(http["path"], parameters)
        self._query = _fields(parameters, "query")
        self._constant_query = {
            name: query_pair(name, value) for name, value in http.get("query", {}).items()
        }
        self._styles: Mapping[str, QueryStyle] = {
            each.wire_name: each.style for each in self._query
        }
        self._headers = _fields(parameters, "header")
        self._constant_headers = {
            name.lower(): value for name, value in http.get("headers", {}).items()
        }
        self._content, content_type = _compile_content(spec, http)
        if content_type is not None:
            self._constant_headers = {"content-type": content_type, **self._constant_headers}
        self._page_in_body = _page_in_body(spec, self._method)
        self.takes_fields = not isinstance(spec.get("body"), list)
        """Whether the body is an object, or none, to which fields can be added."""

    def build(
        self,
        values: Values,
        page: Values = NO_PAGE,
        query: Values = NO_PAGE,
        body: Values = NO_PAGE,
    ) -> Draft:
        """The request for checked arguments.

        `page` holds what turns a page, `query` and `body` what a call's options add; all by wire name, and they
        take precedence.
        """
        in_query = query if self._page_in_body else {**page, **query}
        in_body = {**page, **body} if self._page_in_body else body
        headers = dict(self._constant_headers)
        for field_ in self._headers:
            if field_.name in values:
                headers[field_.wire_name.lower()] = text(values[field_.name])
        content = self._content(values, in_body)
        if isinstance(content, Multipart):
            headers["content-type"] = content.content_type
        elif content is not None and "content-type" not in headers:
            headers["content-type"] = _JSON
        text_ = self._query_text(values, in_query)
        return Draft(self._method, self._path(values), text_, headers, content)

    def by_wire_name(self, values: Values) -> Values:
        """Arguments under the names that the vendor gives them."""
        return {self._wire_names[name]: value for name, value in values.items()}

    def _query_text(self, values: Values, page: Values) -> str:
        pairs = [pair for name, pair in self._constant_query.items() if name not in page]
        pairs += _pairs(self._query, values, page)
        pairs += [
            query_pair(name, value, self._styles.get(name, "repeat"))
            for name, value in page.items()
        ]
        return "&".join(pair for pair in pairs if pair)


def _fields(parameters: Mapping[str, ParameterSpec], location: Location) -> list[_Field]:
    return [
        _Field(name, spec.get("wire_name", name), spec.get("query_style", "repeat"))
        for name, spec in parameters.items()
        if spec.get("location") == location
    ]


def _pairs(fields: list[_Field], values: Values, page: Values = NO_PAGE) -> list[str]:
    pairs = [
        query_pair(each.wire_name, values[each.name], each.style)
        for each in fields
        if each.name in values and each.wire_name not in page
    ]
    return [pair for pair in pairs if pair]


def _compile_path(path: str, parameters: Mapping[str, ParameterSpec]) -> Callable[[Values], str]:
    names = {field.wire_name: field.name for field in _fields(parameters, "path")}
    parts = _PLACEHOLDER.split(path)  # constant, placeholder, constant, …
    if len(parts) == 1:
        return lambda _: path
    places = [(names[place], after) for place, after in zip(parts[1::2], parts[2::2], strict=True)]

    def fill(values: Values) -> str:
        filled = parts[0]
        for name, after in places:
            filled += path_segment(values[name]) + after
        return filled

    return fill


def _compile_content(spec: FunctionSpec, http: HttpSpec) -> tuple[Content, str | None]:
    """How the body is made, and its media type; none when the function has no body."""
    parameters = spec["parameters"]
    if (tree := spec.get("body")) is not None:
        render = compile_template(tree)

        def templated(values: Values, page: Values) -> bytes | None:
            body = render(values)
            if isinstance(body, Absent):
                return json_bytes(page) if page else None
            return json_bytes({**body, **page} if page and isinstance(body, Mapping) else body)

        return templated, _JSON
    form = _fields(parameters, "form")
    if http.get("request") == "multipart":
        return lambda values, page: Multipart(_form_fields(form, values, page)), None
    if form:
        return lambda values, page: _form_text(form, values, page), _FORM
    if body := _fields(parameters, "body"):

        def flat(values: Values, page: Values) -> bytes:
            named = {each.wire_name: values[each.name] for each in body if each.name in values}
            return json_bytes({**named, **page})

        return flat, _JSON
    if _page_in_body(spec, http["method"]):
        return lambda _, page: json_bytes(page), _JSON
    return lambda _, page: json_bytes(page) if page else None, None


def _form_text(fields: list[_Field], values: Values, page: Values) -> bytes:
    added = [query_pair(name, value) for name, value in page.items()]
    return "&".join([*_pairs(fields, values, page), *added]).encode()


def _form_fields(fields: list[_Field], values: Values, page: Values) -> list[Field]:
    """The fields of a multipart body: files as they are, everything else as text, an item of a list each."""
    found: list[Field] = []
    for each in fields:
        if each.name not in values or each.wire_name in page:
            continue
        value = values[each.name]
        items = value if isinstance(value, list) else [value]
        name = (
            f"{each.wire_name}[]" if each.style == "brackets" and items is value else each.wire_name
        )
        found += [
            (name, item if isinstance(item, Source) else text(item).encode()) for item in items
        ]
    return [*found, *((name, text(value).encode()) for name, value in page.items())]


def _page_in_body(spec: FunctionSpec, method: str) -> bool:
    """Whether the values that turn a page travel in the body: where the parameter is, else as the method suggests."""
    paging = spec.get("paging")
    if paging is None:
        return False
    for name, parameter in spec["parameters"].items():
        if parameter.get("wire_name", name) == paging.get("parameter"):
            return parameter.get("location") == "body"
    return method not in ("GET", "HEAD", "DELETE")
