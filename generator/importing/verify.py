"""Which function shows whether an account works."""

from collections.abc import Mapping

from generator.importing.keywords import Raw

_BEST = (
    "get_current_user",
    "get_me",
    "get_authenticated_user",
    "get_user",
    "get_account",
    "get_current_account",
    "list_models",
    "ping",
)


def verifying(functions: Mapping[str, Raw]) -> str | None:
    """Returns the function that is called to try an account's credentials; None where none can be."""
    usable = [name for name, raw in functions.items() if _is_usable(raw)]
    usable = [name for name in usable if "deprecated" not in functions[name]] or usable
    for name in _BEST:
        if name in usable:
            return name
    lists = [each for each in usable if each.startswith(("list_", "get_"))]
    return min(lists or usable, key=lambda each: (len(each.split("_")), len(each)), default=None)


def _is_usable(raw: Raw) -> bool:
    parameters: Mapping[str, Raw] = raw.get("parameters", {})
    required = any(each.get("required") for each in parameters.values())
    return raw.get("operation") == "read" and "http" in raw and not required
