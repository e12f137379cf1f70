"""The templates: layout only, in `templates/`, a folder for each target, and one for what targets share."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # views hold text that their language's quoting function has made safe
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, **view: object) -> str:
    """Returns the text of a template (`python/client.py.jinja`) filled with a view."""
    return _environment().get_template(template).render(view)
