"""Where the values of a call travel."""

import re
from collections import Counter

from generator.check.rules import (
    HEADER_VALUE,
    PARAMETER_LOCATION,
    PATH_PLACEHOLDER,
    WIRE_NAME,
)
from generator.definition import FunctionDefinition, Http, Parameter
from generator.definition.schema import SchemaFields
from generator.findings import Report
from generator.findings.words import did_you_mean

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BODILESS = frozenset({"GET", "HEAD"})
_SCALAR = frozenset({"string", "integer", "number", "boolean"})


def placeholders(template: str) -> list[str]:
    """Returns the names in braces, in order."""
    return _PLACEHOLDER.findall(template)


def check_endpoint(function: FunctionDefinition, report: Report) -> None:
    """Reports parameters that do not meet their endpoint."""
    http = function.http
    if http is None:
        for name, parameter in function.parameters.items():
            if parameter.location is not None:
                message = f"'{name}' says where it travels, but the function has no 'http'."
                report.add(PARAMETER_LOCATION, message, "parameters", name, "in")
        return
    for name, parameter in function.parameters.items():
        _check_location(http, name, parameter, report)
    _check_mixture(function, report)
    _check_path(function, http, report)
    _check_wire_names(function, http, report)
    _check_constants(http, report)


def _check_location(http: Http, name: str, parameter: Parameter, report: Report) -> None:
    at = ("parameters", name)
    if parameter.location is None:
        message = f"'{name}' does not say where it travels: give 'in' as path, query, header, body or form."
        report.add(PARAMETER_LOCATION, message, *at)
    elif parameter.location in ("body", "form") and http.method in _BODILESS:
        report.add(PARAMETER_LOCATION, f"A {http.method} has no body for '{name}'.", *at, "in")
    elif parameter.location == "header" and not HEADER_NAME.fullmatch(parameter.wire_name or name):
        report.add(WIRE_NAME, f"'{parameter.wire_name}' is no name of a header.", *at, "wire_name")
    if _is_file(parameter) and (parameter.location != "form" or http.request != "multipart"):
        message = f"'{name}' is a file, which travels in a form: give 'in' as form, and 'request' of 'http' as multipart."
        report.add(PARAMETER_LOCATION, message, *at)
    if parameter.query_style is not None and (
        parameter.location != "query" or parameter.type != "array"
    ):
        message = f"'{name}' is no array in the query, so 'query_style' means nothing."
        report.add(PARAMETER_LOCATION, message, *at, "query_style")


def _is_file(parameter: Parameter) -> bool:
    schema: SchemaFields = parameter.schema_ or parameter
    return any(
        each is not None and each.type == "string" and each.format == "binary"
        for each in (schema, schema.items)
    )


def _check_mixture(function: FunctionDefinition, report: Report) -> None:
    locations = [parameter.location for parameter in function.parameters.values()]
    if "body" in locations and "form" in locations:
        message = "Parameters travel in 'body' and in 'form'; a request has one of them."
        report.add(PARAMETER_LOCATION, message, "parameters")


def _check_path(function: FunctionDefinition, http: Http, report: Report) -> None:
    names = placeholders(http.path)
    at = ("http", "path")
    if re.sub(r"\{[A-Za-z_][A-Za-z0-9_-]*\}", "", http.path).count("{") or "}" in _PLACEHOLDER.sub(
        "", http.path
    ):
        report.add(PATH_PLACEHOLDER, "Placeholders are names in braces, such as {file_id}.", *at)
    known = {
        parameter.wire_name or name: name
        for name, parameter in function.parameters.items()
        if parameter.location == "path"
    }
    for name, times in Counter(names).items():
        if times > 1:
            report.add(PATH_PLACEHOLDER, f"The placeholder {{{name}}} stands there twice.", *at)
        if name not in known:
            hint = did_you_mean(name, function.parameters)
            message = f"No path parameter fills the placeholder {{{name}}}.{hint}"
            report.add(PATH_PLACEHOLDER, message, *at)
    for wire_name, name in known.items():
        _check_path_parameter(name, wire_name, function.parameters[name], names, report)


def _check_path_parameter(
    name: str, wire_name: str, parameter: Parameter, names: list[str], report: Report
) -> None:
    at = ("parameters", name)
    if wire_name not in names:
        report.add(
            PATH_PLACEHOLDER, f"The path has no placeholder {{{wire_name}}} for '{name}'.", *at
        )
    if not parameter.required:
        report.add(PATH_PLACEHOLDER, f"'{name}' is part of the path, so it is required.", *at)
    if parameter.nullable or (parameter.type is not None and parameter.type not in _SCALAR):
        message = (
            f"'{name}' is part of the path, so it is a string, a number or a boolean, and not null."
        )
        report.add(PATH_PLACEHOLDER, message, *at)


def _check_wire_names(function: FunctionDefinition, http: Http, report: Report) -> None:
    seen: dict[tuple[str, str], str] = {}
    for location, constants in (("query", http.query), ("header", http.headers)):
        for name in constants or {}:
            seen[location, name.lower() if location == "header" else name] = "a constant"
    for name, parameter in function.parameters.items():
        location = parameter.location or ""
        wire_name = parameter.wire_name or name
        key = (location, wire_name.lower() if location == "header" else wire_name)
        if key in seen:
            message = f"'{name}' travels as '{wire_name}' in the {location}, as does {seen[key]}."
            report.add(WIRE_NAME, message, "parameters", name)
        seen[key] = f"'{name}'"


def _check_constants(http: Http, report: Report) -> None:
    for name, value in (http.headers or {}).items():
        check_header(name, value, report, "http", "headers", name)


def check_header(name: str, value: str, report: Report, *at: str | int) -> None:
    """Reports a constant header that no request can carry, or that would carry a credential."""
    if not HEADER_NAME.fullmatch(name):
        report.add_key(WIRE_NAME, f"'{name}' is no name of a header.", *at)
    if not value.isprintable() or not value.isascii():
        report.add(HEADER_VALUE, f"The value of '{name}' must be printable ASCII on one line.", *at)
    if name.lower() in ("authorization", "cookie", "proxy-authorization"):
        report.add(HEADER_VALUE, f"'{name}' carries credentials, which 'auth' describes.", *at)
