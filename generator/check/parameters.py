"""Parameters, one by one."""

from generator.check.rules import ENCODING, PARAMETER_SCHEMA
from generator.definition import FunctionDefinition, Parameter
from generator.findings import Report


def check_parameters(function: FunctionDefinition, report: Report) -> None:
    """Reports parameters that are not described, or whose type stands in two places."""
    for name, parameter in function.parameters.items():
        _check_schema(name, parameter, report)
        _check_encoding(name, parameter, report)


def _check_schema(name: str, parameter: Parameter, report: Report) -> None:
    at = ("parameters", name)
    if parameter.description is None:
        report.add(PARAMETER_SCHEMA, f"'{name}' has no 'description'.", *at)
    if parameter.properties is not None:
        message = f"'{name}' lists 'properties'; an object parameter uses '$ref' or 'schema'."
        report.add_key(PARAMETER_SCHEMA, message, *at, "properties")
    if parameter.schema_ is not None:
        for keyword, value in (
            ("type", parameter.type),
            ("$ref", parameter.ref),
            ("anyOf", parameter.any_of),
        ):
            if value is not None:
                message = f"'{name}' has 'schema', so '{keyword}' belongs inside it."
                report.add_key(PARAMETER_SCHEMA, message, *at, keyword)


def _check_encoding(name: str, parameter: Parameter, report: Report) -> None:
    at = ("parameters", name)
    if parameter.encoding is None:
        if parameter.decoded is not None:
            report.add_key(ENCODING, f"'{name}' has 'decoded' without 'encoding'.", *at, "decoded")
        return
    if parameter.type != "string":
        report.add(ENCODING, f"'{name}' is no string, so it has no 'encoding'.", *at, "encoding")
    if parameter.encoding == "text_or_json" and parameter.decoded is None:
        message = f"'{name}' does not say in 'decoded' which structures its text may hold."
        report.add(ENCODING, message, *at, "encoding")
