"""What is said about answers: shapes, pages, streams and errors."""

import re
from collections.abc import Iterator

from generator.check.minimal import minimal
from generator.check.rules import (
    EXPRESSION,
    PAGINATION,
    SHAPE_DROPS,
    SHAPE_OPTIONAL,
    SHAPE_RESULT,
    STREAMING,
)
from generator.check.values import misfits
from generator.definition import (
    CursorPaging,
    FunctionDefinition,
    IntegrationDefinition,
    LinkHeaderPaging,
    NextUrlPaging,
    OffsetPaging,
    PagePaging,
    Paging,
)
from generator.findings import Pointer, Report
from generator.findings.words import did_you_mean
from generator.model.integration import Function, Integration
from generator.model.types import (
    ABSENT,
    ArrayType,
    MapType,
    NullableType,
    ObjectType,
    RefType,
    Type,
)
from generator.resolve.expressions import ExpressionError, compiled, search
from generator.resolve.items import is_plain


def check_expressions(definition: IntegrationDefinition, report: Report) -> None:
    """Reports expressions about errors that do not compile."""
    if definition.errors is not None:
        for name in ("message", "code"):
            _compiles(getattr(definition.errors, name), report, ("errors", name))


def check_answers(function: FunctionDefinition, report: Report) -> None:
    """Reports what a function's definition says about answers and cannot be."""
    if (function.shape is None) != (function.result is None):
        given, other = ("shape", "result") if function.shape is not None else ("result", "shape")
        report.add_key(SHAPE_RESULT, f"'{given}' needs '{other}' beside it.", given)
    elif function.shape is not None and function.response is None:
        report.add_key(SHAPE_RESULT, "'shape' needs 'response': the answer that it reads.", "shape")
    if function.drops is not None and function.shape is None:
        report.add_key(SHAPE_DROPS, "'drops' means nothing without 'shape'.", "drops")
    if function.streaming is not None:
        _check_streaming(function, report)
    if function.pagination is not None:
        _check_paging(function, function.pagination, report)


def _compiles(expression: str | None, report: Report, at: Pointer) -> bool:
    if expression is None:
        return False
    try:
        compiled(expression)
    except ExpressionError as error:
        report.add(EXPRESSION, f"The expression does not compile: {error}.", *at)
        return False
    return True


def _check_streaming(function: FunctionDefinition, report: Report) -> None:
    streaming = function.streaming
    assert streaming is not None
    parameter = function.parameters.get(streaming.parameter)
    at = ("streaming", "parameter")
    if parameter is None:
        hint = did_you_mean(streaming.parameter, function.parameters)
        report.add(STREAMING, f"There is no parameter '{streaming.parameter}'.{hint}", *at)
    elif parameter.type != "boolean":
        report.add(STREAMING, f"'{streaming.parameter}' is no boolean.", *at)
    _compiles(streaming.error, report, ("streaming", "error"))
    if function.pagination is not None:
        message = "An answer comes in pieces or in pages, not in both."
        report.add_key(STREAMING, message, "streaming")
    if function.http is not None and function.http.answer != "json":
        message = f"An answer that may come in pieces is JSON, not '{function.http.answer}'."
        report.add(STREAMING, message, "http", "answer")


def _check_paging(function: FunctionDefinition, paging: Paging, report: Report) -> None:
    for name in ("items", "next", "total", "more"):
        _compiles(getattr(paging, name, None), report, ("pagination", name))
    if isinstance(paging, LinkHeaderPaging | NextUrlPaging):
        if paging.collect:
            message = "Only pages that are asked for by a parameter can be collected: style cursor, page or offset."
            report.add(PAGINATION, message, "pagination", "collect")
        return
    travelling = {parameter.wire_name or name for name, parameter in function.parameters.items()}
    hidden = function.http is not None and function.http.method == "GET"
    for name in ("parameter", "size_parameter"):
        value = getattr(paging, name)
        if value is not None and value not in travelling and not hidden:
            hint = did_you_mean(value, travelling)
            report.add(PAGINATION, f"No parameter travels as '{value}'.{hint}", "pagination", name)
    _check_size(function, paging, report)


def _check_size(
    function: FunctionDefinition, paging: CursorPaging | PagePaging | OffsetPaging, report: Report
) -> None:
    if paging.size is not None and paging.size_parameter is None:
        report.add(
            PAGINATION, "'size' needs 'size_parameter', which carries it.", "pagination", "size"
        )
    if (
        paging.collect
        and isinstance(paging, PagePaging)
        and not (paging.total or paging.more or paging.size)
    ):
        message = (
            "Nothing tells the last page: give 'total', 'more', or 'size' with 'size_parameter'."
        )
        report.add(PAGINATION, message, "pagination")


def check_examples_of_answers(
    integration: Integration, function: Function, definition: FunctionDefinition, report: Report
) -> None:
    """Reports shapes and paths that do not hold on the examples, or on the least that the vendor may answer."""
    if function.pagination is not None and function.item is None:
        _report_items(function, function.pagination, report)
    for position, example in enumerate(function.examples):
        if example.response is ABSENT or function.response is None:
            continue
        if function.pagination is not None:
            _check_items(function.pagination.items, example.response, position, report)
        if function.shape is not None and function.result is not None:
            answer = minimal(integration.types, function.response, example.response)
            _check_minimal(integration, function.shape, function.result, answer, report)
    if definition.drops is not None and function.response is not None:
        _check_drops(integration, function.response, definition.drops, report)


def _report_items(function: Function, paging: Paging, report: Report) -> None:
    name = "items" if paging.result_items is None else "result_items"
    if paging.result_items is None and not is_plain(paging.items):
        message = f"'{paging.items}' is no plain path. Give 'result_items', too: where the items stand in the result."
    else:
        message = f"'{paging.result_path}' leads to no list in the result."
        if paging.result_items is None and function.shape is not None:
            message += " Give 'result_items': where the items stand there."
    report.add(PAGINATION, message, "pagination", name)


def _check_items(items: str, response: object, position: int, report: Report) -> None:
    try:
        found = search(items, response)
    except ExpressionError:
        found = None
    if not isinstance(found, list):
        message = f"'{items}' is no array in the response of example {position + 1}."
        report.add(EXPRESSION, message, "pagination", "items")


def _check_minimal(
    integration: Integration, shape: str, result: Type, answer: object, report: Report
) -> None:
    try:
        problem = next(misfits(integration, result, search(shape, answer)), None)
    except ExpressionError as error:
        problem = str(error)
    if problem is not None:
        message = f"On an answer without optional fields, the shape fails: {problem.rstrip('.')}."
        if not any(each.message == message for each in report.findings):
            report.add(SHAPE_OPTIONAL, message, "shape")


def _check_drops(
    integration: Integration, response: Type, drops: tuple[str, ...], report: Report
) -> None:
    known = set(_paths(integration, response, "", 0))
    for position, path in enumerate(drops):
        if path not in known:
            hint = did_you_mean(path, known)
            report.add(SHAPE_DROPS, f"The answer has no field '{path}'.{hint}", "drops", position)


def _paths(
    integration: Integration, type_: Type | ObjectType, prefix: str, depth: int
) -> Iterator[str]:
    """Yields the paths of an answer's fields: `choices[].logprobs`."""
    if depth > _DEPTH:
        return
    match type_:
        case RefType(name=name):
            yield from _paths(integration, integration.types[name].body, prefix, depth + 1)
        case NullableType(inner=inner):
            yield from _paths(integration, inner, prefix, depth)
        case ArrayType(items=items):
            yield from _paths(integration, items, f"{prefix}[]", depth + 1)
        case MapType(values=values):
            yield from _paths(integration, values, f"{prefix}{{}}", depth + 1)
        case ObjectType(fields=fields):
            for field in fields:
                path = re.sub(r"^\.", "", f"{prefix}.{field.name}")
                yield path
                yield from _paths(integration, field.type, path, depth + 1)
        case _:
            return


_DEPTH = 12
"""How deep a recursive answer is followed."""
