"""Loading one integration: its files become definitions, each on its own, so that all findings come at once."""

import json
import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.definition import FunctionDefinition, IntegrationDefinition, Schema
from generator.findings import Finding, Report
from generator.findings.json_value import is_object
from generator.findings.words import kind
from generator.languages.names import LUA_KEYWORDS
from generator.load.document import parse
from generator.load.format_errors import translate
from generator.load.rules import (
    FILE_UNEXPECTED,
    FUNCTION_NAME,
    INTEGRATION_MISSING,
    INTEGRATION_NAME,
    TYPE_NAME,
    WRONG_TYPE,
)

ModelT = TypeVar("ModelT", bound=BaseModel)

INTEGRATION_FILE = "integration.json"
TYPES_FILE = "types.json"

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_FUNCTION_FILE = re.compile(r"functions/([^/]+)\.json")


@dataclass(frozen=True, slots=True)
class LoadedFunction:
    """A function's definition, the file it stands in, and the JSON it was read from."""

    name: str
    path: str
    raw: Mapping[str, Any]
    definition: FunctionDefinition


@dataclass(slots=True)
class LoadedIntegration:
    """What could be read of an integration.

    `definition` and `types` are None when their file is wrong or, for the definition, missing. `functions` holds those whose
    files are right; `function_files` the names of all that have a file.
    """

    name: str
    path: str
    """The folder."""
    definition: IntegrationDefinition | None = None
    raw: Mapping[str, Any] = field(default_factory=dict[str, Any])
    types: dict[str, Schema] | None = field(default_factory=dict[str, Schema])
    raw_types: Mapping[str, Any] = field(default_factory=dict[str, Any])
    functions: dict[str, LoadedFunction] = field(default_factory=dict[str, LoadedFunction])
    function_files: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list[Finding])

    @property
    def complete(self) -> bool:
        """Whether everything could be read."""
        return (
            self.definition is not None
            and self.types is not None
            and len(self.functions) == len(self.function_files)
        )

    @property
    def definition_path(self) -> str:
        """The file that says who the integration is."""
        return f"{self.path}/{INTEGRATION_FILE}"

    @property
    def types_path(self) -> str:
        """The file of shared types."""
        return f"{self.path}/{TYPES_FILE}"


def load_integration(root: str, name: str, files: Mapping[str, bytes]) -> LoadedIntegration:
    """Returns what the files of one folder define, with findings about the rest."""
    loaded = LoadedIntegration(name, f"{root}/{name}")
    if not _NAME.fullmatch(name):
        message = f"The folder's name '{name}' must be lower-case words joined by '_', such as 'open_weather'."
        loaded.findings.append(Finding(INTEGRATION_NAME, loaded.path, message))
    elif keyword.iskeyword(name) or name in LUA_KEYWORDS:
        message = f"The folder cannot be called '{name}': it is a keyword of Python or Lua."
        loaded.findings.append(Finding(INTEGRATION_NAME, loaded.path, message))
    if INTEGRATION_FILE not in files:
        message = f"The folder has no {INTEGRATION_FILE}, which says who the integration is. Write one, or remove the folder."
        loaded.findings.append(Finding(INTEGRATION_MISSING, loaded.path, message))
    for file in sorted(files):
        _load_file(loaded, file, files[file])
    return loaded


def _load_file(loaded: LoadedIntegration, file: str, data: bytes) -> None:
    path = f"{loaded.path}/{file}"
    if file == INTEGRATION_FILE:
        loaded.raw, loaded.definition = _model(loaded, path, data, IntegrationDefinition)
    elif file == TYPES_FILE:
        _load_types(loaded, path, data)
    elif match := _FUNCTION_FILE.fullmatch(file):
        _load_function(loaded, path, match[1], data)
    else:
        message = f"A definition is made of {INTEGRATION_FILE}, {TYPES_FILE} and functions/<function>.json."
        loaded.findings.append(Finding(FILE_UNEXPECTED, path, message))


def _load_function(loaded: LoadedIntegration, path: str, name: str, data: bytes) -> None:
    loaded.function_files += (name,)
    if not _NAME.fullmatch(name):
        message = f"The file's name '{name}' must be lower-case words joined by '_', such as 'list_files'."
        loaded.findings.append(Finding(FUNCTION_NAME, path, message))
    raw, definition = _model(loaded, path, data, FunctionDefinition)
    if definition is not None:
        loaded.functions[name] = LoadedFunction(name, path, raw, definition)


def _object(loaded: LoadedIntegration, path: str, data: bytes) -> tuple[str, dict[str, Any] | None]:
    text, value, findings = parse(path, data)
    loaded.findings.extend(findings)
    if findings:
        return text, None
    if is_object(value):
        return text, value
    message = f"The file's value must be an object, not {kind(value)}."
    loaded.findings.append(Finding(WRONG_TYPE, path, message))
    return text, None


def _model(
    loaded: LoadedIntegration, path: str, data: bytes, model: type[ModelT]
) -> tuple[dict[str, Any], ModelT | None]:
    text, raw = _object(loaded, path, data)
    if raw is None:
        return {}, None
    try:
        return raw, model.model_validate_json(text)
    except ValidationError as error:
        loaded.findings.extend(translate(path, raw, model, error))
        return raw, None


def _load_types(loaded: LoadedIntegration, path: str, data: bytes) -> None:
    _, raw = _object(loaded, path, data)
    if raw is None:
        loaded.types = None
        return
    loaded.raw_types = raw
    report = Report(path)
    types: dict[str, Schema] = {}
    for name, schema in raw.items():
        if not _TYPE_NAME.fullmatch(name):
            report.add_key(
                TYPE_NAME, f"'{name}' must be capitalised words, such as 'ChatMessage'.", name
            )
        try:
            types[name] = _schema(schema)
        except ValidationError as error:
            report.extend(translate(path, schema, Schema, error, (name,)))
    loaded.types = None if report.findings else types
    loaded.findings.extend(report.findings)


def _schema(value: Any) -> Schema:
    return Schema.model_validate_json(json.dumps(value))
