"""Names in Python: how a name of a definition, or a vendor's key, is written in Python code."""

import keyword
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

_ANNOTATIONS = frozenset({"bool", "dict", "float", "int", "list", "str"})
"""Types that the annotations of a model name: a field called like one would hide it from the fields below."""


def is_keyword(name: str) -> bool:
    """Whether Python reserves the name. `match`, `case`, `type` and `_` are reserved only in places."""
    return keyword.iskeyword(name)


def parameter_name(name: str) -> str:
    """Returns the name of a parameter, method or variable; a keyword gets a trailing underscore."""
    return f"{name}_" if is_keyword(name) else name


def class_name(name: str) -> str:
    """Returns the name of a class made of the words of a name: `list_files` becomes `ListFiles`."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", name))


def constant_name(name: str) -> str:
    """Returns the name of a constant: `list_files` becomes `LIST_FILES`."""
    return name.upper()


@lru_cache(maxsize=4096)
def field_name(key: str) -> str:
    """Returns the attribute under which a result model offers the vendor's `key`.

    Characters that Python does not allow become underscores (`x-y`: `x_y`); digits and underscores in front get the
    prefix `field` (`1st`: `field_1st`, `_id`: `field_id`); keywords, attributes of the models' base and types that
    annotations name get a trailing underscore (`from_`, `json_`, `list_`).
    """
    normal = unicodedata.normalize("NFKC", key)  # as Python itself reads identifiers
    name = "".join(each if f"a{each}".isidentifier() else "_" for each in normal)
    if not name or not name[0].isidentifier() or name[0] == "_":
        name = f"field_{name.lstrip('_')}"
    return f"{name}_" if is_keyword(name) or name in _reserved() else name


def field_names(keys: Iterable[str]) -> dict[str, str]:
    """Returns the attributes of one model by key, all different.

    A key that needs no renaming keeps its name; of others that would share a name, the later ones get more underscores.
    """
    keys = tuple(keys)
    wanted = {key: field_name(key) for key in keys}
    taken = {key for key, name in wanted.items() if name == key}
    names: dict[str, str] = {}
    for key, name in wanted.items():
        if name != key:
            while name in taken:
                name += "_"
            taken.add(name)
        names[key] = name
    return names


@cache
def _reserved() -> frozenset[str]:
    from integrations_runtime.model import Model  # loads pydantic, which few callers need

    return _ANNOTATIONS.union(dir(Model), Model.model_fields)
