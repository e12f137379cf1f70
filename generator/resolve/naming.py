"""Names for what definitions leave unnamed."""

import re

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def pascal(name: str) -> str:
    """Returns a name in capitalised words: `list_files` → `ListFiles`; capitals inside stay."""
    parts = [part for part in re.split(r"[^A-Za-z0-9]+", name) if part]
    return "".join(part[0].upper() + part[1:] for part in parts)


def title_words(name: str) -> str:
    """Returns a name as lower-case words: `ChatMessage` → `chat message`."""
    return " ".join(_WORD.findall(name)).lower()


def singular(name: str) -> str:
    """Returns what one item of a list with this name is called: `choices` → `choice`, `data` → `data_item`."""
    lower = name.lower()
    if lower.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")):
        return name[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(name) > 2:
        return name[:-1]
    return f"{name}_item"
