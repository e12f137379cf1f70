"""Python: names, literals, docstrings and comments, in the exact form in which black leaves them."""

from generator.languages.python import layout
from generator.languages.python.literals import literal, string, width_of
from generator.languages.python.names import (
    class_name,
    constant_name,
    field_name,
    field_names,
    is_keyword,
    parameter_name,
)
from generator.languages.python.text import comment, docstring, wrap

__all__ = [
    "class_name",
    "comment",
    "constant_name",
    "docstring",
    "field_name",
    "field_names",
    "is_keyword",
    "layout",
    "literal",
    "parameter_name",
    "string",
    "width_of",
    "wrap",
]
