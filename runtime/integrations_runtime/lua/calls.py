"""What a call from Lua means, wherever the script runs: its arguments, whether it streams, how its failure is told."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ..arguments.files import TAKEN
from ..errors import ArgumentError, ConfigurationError, IntegrationError
from ..spec import IntegrationSpec, ParameterSpec, Schema
from .values import FromLua, LuaValueError, Room, TooManyError, is_position, strange

MOST_VALUES: Final = 100_000
"""How many values a call may be given. The work that they make is not counted against the limits of the script."""

_LONGEST: Final = 8192
"""Characters of a message."""

_PARAMETER: Final = re.compile(r"^Parameter '[^']*' of ", re.MULTILINE)
_REMEDY: Final = re.compile(r"pass \w+=… or ")  # nothing that the author of a script could do
_LARGER: Final = "; the option largest_answer allows more"  # neither could this be
_FILE: Final = 'a table such as { filename = "report.csv", content = "…" }'
_POSITION: Final = re.compile(r"\[(\d+)\]")


def read_arguments(
    spec: IntegrationSpec,
    path: str,
    params: Any,
    is_table: Callable[[Any], bool],
    is_null: Callable[[Any], bool],
    *,
    floats: bool = False,
    is_list: Callable[[Any], bool] = lambda table: False,
) -> dict[str, Any]:
    """The arguments in the table of a call of `path` (`groq.list_files`), each converted as its parameter's type says.

    `floats` and `is_list` as in `FromLua`. Raises `LuaValueError`.
    """
    if params is None:
        return {}
    parameters = spec["functions"][path.partition(".")[2]].spec["parameters"]
    if not is_table(params) or is_null(params):
        raise LuaValueError(path, _positional(parameters, _kind(params, is_null)))
    convert = FromLua(is_table, is_null, spec["types"], floats, is_list, Room(path, MOST_VALUES))
    arguments: dict[str, Any] = {}
    for key, value in params.items():
        if not isinstance(key, bytes):
            kind = "a list" if is_position(key) else "a table with a key that is no name"
            raise LuaValueError(path, _positional(parameters, kind))
        name = key.decode("utf-8", "replace")
        schema: Schema = parameters[name]["schema"] if name in parameters else {}
        try:
            arguments[name] = convert.value(value, schema, name)
        except TooManyError:
            raise
        except LuaValueError as error:
            place = f"Parameter '{error.place}' of {path}"
            raise LuaValueError(place, error.problem) from None
    return arguments


def _positional(parameters: Mapping[str, ParameterSpec], kind: str) -> str:
    """What is wrong with arguments that have no names, and what would be right."""
    if not parameters:
        return f"takes no parameters, but was given {kind}"
    names = [name for name, each in parameters.items() if each.get("required")]
    names = names or list(parameters)[:1]
    example = ", ".join(f"{name} = …" for name in names)
    return f"takes one table of named parameters, such as {{ {example} }}, but was given {kind}"


def _kind(value: Any, is_null: Callable[[Any], bool]) -> str:
    if isinstance(value, bytes):
        return "a string"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float):
        return "a number"
    return "json.null" if is_null(value) else strange(value)


def answers_bytes(spec: IntegrationSpec, path: str) -> bool:
    """Whether the answer of a function is binary."""
    http = spec["functions"][path.partition(".")[2]].spec.get("http", {})
    return http.get("answer") == "binary"


def streams(spec: IntegrationSpec, path: str, arguments: Mapping[str, Any]) -> bool:
    """Whether a call with these arguments is answered by a stream."""
    streaming = spec["functions"][path.partition(".")[2]].spec.get("streaming")
    return streaming is not None and arguments.get(streaming["parameter"]) is True


def explain(path: str, error: Exception) -> bytes:
    """What a script is told of a failure: a sentence, never a Python object or a traceback."""
    match error:
        case LuaValueError():
            text = f"{error.place} {error.problem}."
        case ArgumentError():
            text = _PARAMETER.sub(_from_one, str(error)).replace(TAKEN, _FILE)
        case ConfigurationError(integration=str(name)):
            text = f"{_REMEDY.sub('', str(error))}; to see what is configured: integrations doctor {name}"
        case IntegrationError(retry_after=float(seconds)) if seconds > 0:
            text = f"{error} (try again in {seconds:g} s)"
        case IntegrationError():
            text = str(error).replace(_LARGER, ", which is the limit for scripts")
        case _:
            text = f"{path}: internal error ({type(error).__name__})"
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return text.encode("utf-8", "replace")


def _from_one(sentence: re.Match[str]) -> str:
    """The beginning of a sentence about a parameter, with positions as Lua counts them."""
    return _POSITION.sub(lambda found: f"[{int(found[1]) + 1}]", sentence[0])
