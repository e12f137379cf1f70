"""The one validation of arguments: typed methods and `call` go through it.

A `Binder` is compiled from a function's spec at its first use. It reports every problem of a call at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final, cast

from ..encoding import is_header_text
from ..errors import ArgumentError
from ..omit import OMIT
from ..spec import JSON, Function, ParameterSpec
from ..suggest import nearest
from .checks import Check
from .schemas import SchemaCompiler
from .values import Path, Problem, describe, spell, spell_path

_MOST: Final = 20
"""Sentences of one error: more would take long to make, and nobody reads them."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A compiled parameter."""

    check: Check
    nullable: bool
    path: Path


class Binder:
    """Checks the arguments of one function and returns them as they are sent."""

    def __init__(self, integration: str, function: Function[Any], schemas: SchemaCompiler) -> None:
        spec = function.spec
        self._integration = integration
        self._function = function
        self._label = f"{integration}.{function.name}"
        self._parameters = {
            name: _compile(name, parameter, schemas)
            for name, parameter in spec["parameters"].items()
        }
        self._required = [
            name for name, parameter in spec["parameters"].items() if parameter.get("required")
        ]

    def bind(self, arguments: object) -> dict[str, JSON]:
        """The arguments that are sent, by definition name.

        `OMIT` leaves an argument out, and so does None where null is not a documented value. Raises
        `ArgumentError` with a sentence for every problem, for many with the first ones and how many there are besides.
        """
        if not isinstance(
            arguments, Mapping
        ):  # `call` is handed what scripts and command lines say
            found = describe(arguments)
            raise self._error([f"The arguments of {self._label} must be an object, not {found}."])
        values: dict[str, JSON] = {}
        problems: list[Problem] = []
        unknown: list[str] = []
        for name, value in cast(Mapping[str, object], arguments).items():
            parameter = self._parameters.get(name)
            if parameter is None:
                unknown.append(str(name))
            elif value is not OMIT and (value is not None or parameter.nullable):
                values[name] = self._check(parameter, value, problems)
        missing = [name for name in self._required if name not in values]
        if missing or unknown or problems:
            told = chain(self._absences(missing, unknown), map(self._sentence, problems))
            sentences = list(islice(told, _MOST))
            more = bool(missing) + len(unknown) + len(problems) - len(sentences)
            raise self._error([*sentences, *([f"And {more} more problem(s)."] if more else [])])
        return values

    def _check(self, parameter: Parameter, value: object, problems: list[Problem]) -> JSON:
        try:
            return parameter.check(value, parameter.path, problems)
        except RecursionError:
            problems.append(Problem(parameter.path, "is nested too deeply"))
            return None

    def _absences(self, missing: Sequence[str], unknown: Sequence[str]) -> Iterator[str]:
        if missing:
            yield missing_parameters(missing)
        for name in unknown:
            yield unknown_parameter(name, self._label, self._parameters)

    def _error(self, sentences: Sequence[str]) -> ArgumentError:
        http = self._function.spec.get("http")
        problems = tuple(text.encode(errors="backslashreplace").decode() for text in sentences)
        return ArgumentError(
            "\n".join(problems),
            problems=problems,
            integration=self._integration,
            function=self._function.name,
            method=http and http["method"],
            path=http and http["path"],
        )

    def _sentence(self, problem: Problem) -> str:
        return wrong_parameter(problem, self._label)


def missing_parameters(names: Iterable[str]) -> str:
    """The sentence about parameters that a call needs and does not have."""
    return f"Missing required parameter(s): {', '.join(names)}"


def unknown_parameter(name: str, function: str, known: Iterable[str]) -> str:
    """The sentence about a parameter that a function (`groq.list_files`) does not have, with the one that is like it."""
    sentence = f"Unknown parameter {spell(name)} of {function}."
    for similar in nearest(name, known):
        sentence += f" Did you mean '{similar}'?"
    return sentence


def wrong_parameter(problem: Problem, function: str) -> str:
    """The sentence about a value that a function does not take."""
    return f"Parameter '{spell_path(problem.path)}' of {function} {problem.text}."


def _compile(name: str, spec: ParameterSpec, schemas: SchemaCompiler) -> Parameter:
    node = schemas.compile(spec["schema"])
    check = node.check
    match spec.get("location"):
        case "path":
            check = _path_text(check)
        case "header":
            check = _header_text(check)
        case _:
            pass
    return Parameter(check, node.nullable, (None, name))


def _path_text(check: Check) -> Check:
    def path_text(value: Any, path: Path, problems: list[Problem]) -> JSON:
        cleaned = check(value, path, problems)
        if cleaned in ("", ".", ".."):  # they would name another resource
            problems.append(Problem(path, f"must not be {spell(cleaned)}"))
        return cleaned

    return path_text


def _header_text(check: Check) -> Check:
    def header_text(value: Any, path: Path, problems: list[Problem]) -> JSON:
        cleaned = check(value, path, problems)
        if isinstance(cleaned, str) and not is_header_text(cleaned):
            problems.append(Problem(path, "must be printable ASCII text without line breaks"))
        return cleaned

    return header_text
