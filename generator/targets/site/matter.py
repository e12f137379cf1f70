"""What a page says of itself before its text, for the site generator."""

import re
from collections.abc import Sequence

from generator.languages import markdown

_SPACE = re.compile(r"[ \t\r\n]+")


def front_matter(title: str, description: str, hidden: Sequence[str] = ()) -> str:
    """Returns the lines, in YAML; `hidden` names the parts of the layout that the page does without."""
    lines = ["---", f"title: {_scalar(title)}", f"description: {_scalar(description)}"]
    if hidden:
        lines += ["hide:", *(f"  - {each}" for each in hidden)]
    return "\n".join([*lines, "---"])


def _scalar(text: str) -> str:
    plain = markdown.visible(_SPACE.sub(" ", text).strip(" "))
    return f'"{"".join(map(_escaped, plain))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08X}"
