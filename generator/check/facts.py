"""Facts about a function that stand beside its endpoint."""

import datetime

from generator.check.rules import DATE, DEPRECATION, EXAMPLE_TITLE, OPERATION
from generator.check.walk import function_schemas
from generator.definition import Deprecation, FunctionDefinition
from generator.findings import Pointer, Report
from generator.findings.words import did_you_mean
from generator.load.integration import LoadedIntegration


def check_facts(loaded: LoadedIntegration, function: FunctionDefinition, report: Report) -> None:
    """Reports operations, days, replacements and titles that cannot be."""
    for name in ("destructive", "retry_safe", "idempotency"):
        if function.operation == "read" and getattr(function, name):
            message = f"'{name}' is for writes; a read changes nothing and may be repeated."
            report.add_key(OPERATION, message, name)
    _check_day(function.vendor.checked, report, ("vendor", "checked"))
    if function.deprecated is not None:
        _check_deprecation(function.deprecated, loaded.function_files, report, ("deprecated",))
    for schema, at in function_schemas(function):
        if schema.deprecated is not None:
            _check_deprecation(
                schema.deprecated, tuple(function.parameters), report, (*at, "deprecated")
            )
    _check_titles(function, report)


def _check_day(day: str | None, report: Report, at: Pointer) -> None:
    if day is None:
        return
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        report.add(DATE, f"{day} is no day of the calendar.", *at)


def _check_deprecation(
    deprecation: Deprecation, known: tuple[str, ...], report: Report, at: Pointer
) -> None:
    _check_day(deprecation.since, report, (*at, "since"))
    _check_day(deprecation.removed, report, (*at, "removed"))
    replacement = deprecation.replacement
    if replacement is not None and replacement not in known:
        message = f"There is no '{replacement}' to use instead.{did_you_mean(replacement, known)}"
        report.add(DEPRECATION, message, *at, "replacement")
    if deprecation.since and deprecation.removed and deprecation.removed < deprecation.since:
        message = f"It stops working on {deprecation.removed}, before it is deprecated on {deprecation.since}."
        report.add(DEPRECATION, message, *at, "removed")


def _check_titles(function: FunctionDefinition, report: Report) -> None:
    if len(function.examples) < 2:
        return
    seen: set[str] = set()
    for position, example in enumerate(function.examples):
        if example.title is None:
            message = "Where a function has several examples, each needs a 'title'."
            report.add(EXAMPLE_TITLE, message, "examples", position)
        elif example.title in seen:
            report.add(
                EXAMPLE_TITLE,
                f"'{example.title}' is the title of another example, too.",
                "examples",
                position,
                "title",
            )
        seen.add(example.title or "")
