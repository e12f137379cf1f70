"""Statements are black's own form, at every width."""

from hypothesis import example, given
from hypothesis import strategies as st

from generator.languages.python import layout, string
from tests.support.formatting import blackened

_LIMIT = 100
_ENUM = '_Literal["active", "cancelled", "draft", "locked", "running", "scheduled"]'
_QUOTED = st.integers(0, 90).map(lambda width: string("q" * width)) | st.sampled_from(
    ["'\"'", string("é世界"), '"[a, b] | c"']
)
_NAMES = st.sampled_from(["A", "str", "_models.Thing", "None"]) | st.integers(1, 60).map(
    lambda width: "n" * width
)
_LITERALS = st.lists(_QUOTED | st.integers(-9, 9999).map(str), min_size=1, max_size=14).map(
    lambda values: f"_Literal[{', '.join(values)}]"
)


def _deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    unions = st.lists(inner, min_size=2, max_size=4).map(" | ".join)
    items = st.lists(inner, min_size=1, max_size=3).map(", ".join)
    heads = st.sampled_from(["Sequence", "_Mapping", "_b.list", "h" * 40])
    return unions | st.builds("{}[{}]".format, heads, items)


_ANNOTATIONS = st.recursive(_NAMES | _LITERALS | _QUOTED, _deeper, max_leaves=8)
_VALUES = (
    st.sampled_from(["None", "_OMIT"])
    | st.builds("Field(alias={})".format, _QUOTED)
    | st.builds("Field(default=None, alias={})".format, _QUOTED)
)
_WIDTHS = st.integers(1, 99)
_INDENTS = st.sampled_from([0, 4])
_OVER = st.none() | st.integers(-4, 8)
"""How far a statement passes the limit; None leaves its name as it is drawn."""


def _name(width: int, over: int | None, rest: str) -> str:
    """Returns a name of a width, or of the one that makes a line with the `rest` pass the limit by so many columns."""
    return "f" * (width if over is None else max(1, _LIMIT + over - len(rest)))


def _check(code: str, *, indent: int = 0) -> None:
    whole = f"class C:\n    {code}\n" if indent else f"{code}\n"
    assert blackened(whole) == whole


@given(_WIDTHS, _OVER, _ANNOTATIONS, st.none() | _VALUES, _INDENTS)
@example(10, None, f"{_ENUM} | str | None", "None", 4)
@example(1, 1, "A | B | None", "None", 4)  # only the value stands too far
@example(1, 8, f"{_ENUM}", 'Field(default=None, alias="x")', 4)
@example(95, None, "Sequence[A]", "None", 4)  # black itself
def test_fields(
    width: int, over: int | None, annotation: str, value: str | None, indent: int
) -> None:
    name = _name(width, over, " " * indent + f": {annotation} = {value}")
    _check(layout.field(name, annotation, value, indent=indent), indent=indent)


@given(_WIDTHS, _OVER, _ANNOTATIONS, st.sampled_from([None, "None", "_OMIT"]))
@example(10, None, f"{_ENUM} | str | None", "None")
@example(95, None, "Sequence[A]", "None")
def test_parameters(width: int, over: int | None, annotation: str, default: str | None) -> None:
    name = _name(width, over, " " * 8 + f": {annotation} = {default},")
    text = layout.parameter(name, annotation, default, indent=8)
    _check(f"class C:\n    def f(\n        self,\n        *,\n        {text}\n    ): ...")


@given(_ANNOTATIONS, st.booleans())
@example(f"_Raw[_models.{'A' * 50} | _Stream[_models.{'E' * 30}]]", False)
@example(string("q" * 99), False)
@example(string("q" * 99), True)
def test_what_functions_return(annotation: str, has_body: bool) -> None:
    text = layout.returned(annotation, ":" if has_body else ": ...", indent=4)
    code = f"class C:\n    def f(\n        self,\n    {text}"
    _check(f"{code}\n        pass" if has_body else code)


@given(_WIDTHS, _OVER, _ANNOTATIONS, _INDENTS)
@example(10, None, f"{_ENUM} | str | None", 4)
@example(99, None, "A", 0)
def test_aliases(width: int, over: int | None, annotation: str, indent: int) -> None:
    name = _name(width, over, " " * indent + f": TypeAlias = {annotation}")
    _check(layout.alias(name, "TypeAlias", annotation, indent=indent), indent=indent)


@given(_WIDTHS, _OVER, st.lists(_ANNOTATIONS, min_size=1, max_size=3), _INDENTS)
@example(99, None, ["A"], 4)
def test_calls(width: int, over: int | None, arguments: list[str], indent: int) -> None:
    call = f"Made({', '.join(arguments)})"
    name = _name(width, over, " " * indent + f" = {call}")
    _check(layout.assigned_call(name, call, indent=indent), indent=indent)


@given(_WIDTHS, st.lists(_NAMES, min_size=1, max_size=2))
@example(99, ["A"])
def test_declarations_that_fit_nowhere_before_their_value(width: int, types: list[str]) -> None:
    name = "H" * max(width, _LIMIT - len(f": Kind[{', '.join(types)}] = "))
    value = 'Kind(\n    "thing",\n    {"operation": "read"},\n)'
    _check(layout.field_start(name, f"Kind[{', '.join(types)}]", value))


@given(_QUOTED, _ANNOTATIONS)
@example('"key"', f"{_ENUM} | {_ENUM} | None")
def test_items(key: str, annotation: str) -> None:
    text = layout.item(key, annotation, indent=8)
    _check(f'D = TypedDict(\n    "D",\n    {{\n        {text}\n    }},\n)')


@given(_WIDTHS, _WIDTHS)
def test_imports_and_heads_of_classes(first: int, second: int) -> None:
    _check(layout.imported(".client", ["a" * first, "b" * second]))
    _check(layout.class_head("a" * first, "b" * second) + "\n    pass")
