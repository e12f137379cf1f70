"""What a call from Lua means, wherever the script runs: its arguments, whether it streams, how its failure is told."""

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import IntegrationError
from ..spec import IntegrationSpec, Schema
from .values import FromLua, LuaValueError


def read_arguments(
    spec: IntegrationSpec,
    path: str,
    params: Any,
    is_table: Callable[[Any], bool],
    is_null: Callable[[Any], bool],
) -> dict[str, Any]:
    """The arguments in the table of a call of `path` (`groq.list_files`), each converted as its parameter's type says.

    Raises `LuaValueError`.
    """
    if params is None:
        return {}
    if not is_table(params) or is_null(params):
        raise LuaValueError(f"The argument of {path}", "must be a table of parameters")
    function = path.partition(".")[2]
    parameters = spec["functions"][function].spec["parameters"]
    convert = FromLua(is_table, is_null, spec["types"])
    arguments: dict[str, Any] = {}
    for key, value in params.items():
        if not isinstance(key, bytes):
            raise LuaValueError(
                f"The argument of {path}", "must be a table with names: { name = value }"
            )
        name = key.decode("utf-8", "replace")
        schema: Schema = parameters[name]["schema"] if name in parameters else {}
        arguments[name] = convert.value(value, schema, f"Parameter '{name}' of {path}")
    return arguments


def streams(spec: IntegrationSpec, path: str, arguments: Mapping[str, Any]) -> bool:
    """Whether a call with these arguments is answered by a stream."""
    streaming = spec["functions"][path.partition(".")[2]].spec.get("streaming")
    return streaming is not None and arguments.get(streaming["parameter"]) is True


def explain(path: str, error: Exception) -> bytes:
    """What a script is told of a failure: a sentence, never a Python object or a traceback."""
    if isinstance(error, LuaValueError):
        text = f"{error.place} {error.problem}."
    elif isinstance(error, IntegrationError):
        text = str(error)
    else:
        text = f"{path}: internal error ({type(error).__name__})"
    return text.encode("utf-8", "replace")
