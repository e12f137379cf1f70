"""Examples become calls with results and printed lines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.definition import Example as ExampleDefinition
from generator.findings import Pointer, Report, Rule
from generator.findings.words import did_you_mean, either
from generator.model.fit import Fitter, Misfit
from generator.model.integration import Example, Parameter
from generator.model.show import Statement
from generator.model.show_run import ShowError, run
from generator.model.types import ABSENT, NamedType, Type
from generator.resolve.derived import Deriver
from generator.resolve.expressions import ExpressionError, compiled, search
from generator.resolve.rules import (
    DERIVED_EXAMPLE,
    EXAMPLE_ARGUMENTS,
    EXAMPLE_RESPONSE,
    EXAMPLE_RESULT,
    SHAPE_FAILS,
    SHAPE_SYNTAX,
    SHOW_UNPRINTABLE,
)
from generator.resolve.show import ShowResolver


@dataclass(frozen=True, slots=True)
class Signature:
    """What examples of one function need to know of it."""

    name: str
    full_name: str
    parameters: tuple[Parameter, ...]
    response: Type | None
    shape: str | None
    result: Type | None
    bound: bool = True
    """Whether calls can be made. Where not, examples are checked, and have no output."""


@dataclass(frozen=True, slots=True)
class ExampleResolver:
    """Resolves the examples of one integration."""

    integration: str
    types: Mapping[str, NamedType]

    def written(
        self, signature: Signature, definitions: tuple[ExampleDefinition, ...], report: Report
    ) -> tuple[Example, ...]:
        """Returns the examples that the definition gives; those with findings are left out."""
        shape_works = self._shape_compiles(signature, report)
        resolved = (
            self._written(signature, each, report, ("examples", position))
            for position, each in enumerate(definitions)
            if shape_works
        )
        return tuple(each for each in resolved if each is not None)

    def _shape_compiles(self, signature: Signature, report: Report) -> bool:
        if signature.shape is None:
            return True
        try:
            compiled(signature.shape)
        except ExpressionError as error:
            report.add(SHAPE_SYNTAX, f"The expression does not compile: {error}.", "shape")
            return False
        return True

    def _written(
        self, signature: Signature, definition: ExampleDefinition, report: Report, at: Pointer
    ) -> Example | None:
        before = len(report.findings)
        report_misfits(
            report,
            EXAMPLE_ARGUMENTS,
            self.arguments(signature, definition.arguments),
            (*at, "arguments"),
        )
        response = definition.response if "response" in definition.model_fields_set else ABSENT
        result = self._result(signature, response, report, at)
        resolver = ShowResolver(self.integration, self.types)
        show = resolver.resolve(definition.show, signature.result, report, (*at, "show"))
        if show is None or len(report.findings) > before:
            return None
        try:
            output = run(show, result) if signature.bound else ()
        except ShowError as error:
            report.add(SHOW_UNPRINTABLE, f"What is printed {error}.", *at, "show")
            return None
        return Example(
            signature.name,
            "written",
            definition.title,
            definition.arguments,
            response,
            result,
            show,
            output,
        )

    def arguments(self, signature: Signature, arguments: Mapping[str, Any]) -> Iterator[Misfit]:
        """Yields what is wrong with the arguments of a call."""
        known = {each.name: each for each in signature.parameters}
        missing = [
            f"'{each.name}'"
            for each in signature.parameters
            if each.required and each.name not in arguments
        ]
        if missing:
            yield Misfit((), f"lacks the required {either(missing, 'and')}")
        fitter = Fitter(self.types, input=True)
        for name, value in arguments.items():
            if name in known:
                yield from fitter.misfits(known[name].type, value, (name,))
            else:
                yield Misfit((name,), f"is no parameter.{did_you_mean(name, known)}".rstrip("."))

    def _result(self, signature: Signature, response: Any, report: Report, at: Pointer) -> Any:
        """Returns what a call returns when the vendor answers with `response`; ABSENT where nothing is documented."""
        if signature.response is None or response is ABSENT:
            needed = signature.bound and signature.response is not None
            if needed if response is ABSENT else signature.response is None:
                wanted = (
                    "needs a 'response'"
                    if signature.response is not None
                    else "has a 'response', but the function documents none"
                )
                report.add(EXAMPLE_RESPONSE, f"The example {wanted}.", *at)
            return ABSENT
        fitter = Fitter(self.types, input=False)
        misfits = list(fitter.misfits(signature.response, response))
        report_misfits(report, EXAMPLE_RESPONSE, misfits, (*at, "response"))
        if misfits or signature.shape is None:
            return response
        try:
            result = search(signature.shape, response)
        except ExpressionError as error:
            message = f"The shape fails on the response of example {int(at[-1]) + 1}: {error}."
            report.add(SHAPE_FAILS, message, "shape")
            return response
        if signature.result is not None:
            for misfit in fitter.misfits(signature.result, result):
                where = _place("result", misfit.pointer)
                message = f"The shape makes a result that does not fit: {where} {misfit.message}"
                report.add(EXAMPLE_RESULT, _sentence(message), "shape")
        return result

    def derived(self, signature: Signature, example: Example, report: Report) -> Example:
        """Returns the example that the definition alone yields; the vendor answers as in a written one."""
        deriver = Deriver(self.types)
        arguments = deriver.arguments(signature.parameters)
        stated = {
            each.name
            for each in signature.parameters
            if each.default is not ABSENT or each.examples
        }
        for misfit in self.arguments(signature, arguments):
            name = str(misfit.pointer[0]) if misfit.pointer else ""
            if name in stated:
                continue  # the check stage looks at defaults and examples
            message = f"The value derived for {_place(name, misfit.pointer[1:])} {misfit.message}. Give the parameter 'examples' or a 'default'."
            report.add(DERIVED_EXAMPLE, message, "parameters", name)
        show, output = (
            _first_that_prints(deriver, signature, example.result) if signature.bound else ((), ())
        )
        return Example(
            signature.name,
            "derived",
            None,
            arguments,
            example.response,
            example.result,
            show,
            output,
        )


def _first_that_prints(
    deriver: Deriver, signature: Signature, result: Any
) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    for show in deriver.statements(signature.full_name, signature.result):
        try:
            output = run(show, result)
        except ShowError:
            continue
        if output:
            return show, output
    raise AssertionError("the last choice always prints")


def report_misfits(report: Report, rule: Rule, misfits: Iterable[Misfit], at: Pointer) -> None:
    """Reports what is wrong with a value that stands at a pointer."""
    for misfit in misfits:
        report.add(
            rule,
            _sentence(f"{_place(str(at[-1]), misfit.pointer)} {misfit.message}"),
            *at,
            *misfit.pointer,
        )


def _place(root: str, pointer: Pointer) -> str:
    text = root
    for step in pointer:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return f"'{text}'"


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."
