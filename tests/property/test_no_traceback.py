"""No input whatever produces a traceback: good definitions are damaged, byte by byte and value by value.

The result is findings, or definitions that are still right, from which everything can be generated.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.tree import Tree, read_tree
from generator.pipeline import generate
from tests.support.project import REPOSITORY

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "40"))
"""How many inputs each test tries; more with `HYPOTHESIS_PROFILE=thorough`. Each runs all stages of the generator."""

GOOD = {
    **read_tree(REPOSITORY / "tests" / "errors" / "_base", "definitions").integrations,
    "mistralai": read_tree(REPOSITORY / "definitions").integrations["mistralai"],
}
FILES = sorted((name, path) for name, files in GOOD.items() for path in files)

hurried = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=8)
    | st.sampled_from(
        [
            "#/types/Item",
            "{",
            "}",
            "{x}",
            "$param",
            "*",
            "(",
            "@",
            "[0]",
            "\x00",
            "-",
            "class",
            "9" * 400,
        ]
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def outcome(name: str, files: Mapping[str, bytes]) -> None:
    """Runs all stages on one integration; with errors there are no files, without there are."""
    output = generate(Tree("definitions", {name: files}))
    errors = [each for each in output.findings if each.severity == "error"]
    assert output.failed == bool(errors)
    for finding in output.findings:
        assert finding.line >= 1 and finding.column >= 1
        assert "\n" not in str(finding)
        str(finding).encode()


@hurried
@given(st.sampled_from(FILES), st.data())
def test_damaged_bytes(file: tuple[str, str], data: st.DataObject) -> None:
    name, path = file
    content = bytearray(GOOD[name][path])
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 20)))
    content[start:end] = data.draw(
        st.binary(max_size=6)
        | st.sampled_from([b'"', b"{", b"}", b",", b"null", b"1e999", b"\\ud800", b"[" * 2000])
    )
    outcome(name, {**GOOD[name], path: bytes(content)})


@hurried
@given(st.sampled_from(FILES), st.data())
def test_damaged_values(file: tuple[str, str], data: st.DataObject) -> None:
    name, path = file
    value = json.loads(GOOD[name][path])
    for _ in range(data.draw(st.integers(1, 3))):
        value = damaged(value, data)
    outcome(name, {**GOOD[name], path: json.dumps(value).encode()})


def damaged(root: Any, data: st.DataObject) -> Any:
    """Returns a document with one value replaced, removed, renamed or repeated, somewhere."""
    places: list[tuple[Any, Any]] = []
    pending = [root]
    while pending:
        each = pending.pop()
        inner = (
            each.items()
            if isinstance(each, dict)
            else enumerate(each) if isinstance(each, list) else ()
        )
        for key, value in inner:
            places.append((each, key))
            pending.append(value)
    if not places:
        return data.draw(json_values)
    container, key = data.draw(st.sampled_from(places))
    match data.draw(st.sampled_from(["replace", "remove", "rename", "swap"])):
        case "replace":
            container[key] = data.draw(json_values)
        case "remove":
            del container[key]
        case "rename" if isinstance(container, dict):
            container[data.draw(st.text(max_size=8))] = container.pop(key)
        case _:
            other, place = data.draw(st.sampled_from(places))
            container[key] = json.loads(json.dumps(other[place])) if has(other, place) else None
    return root


def has(container: Any, key: Any) -> bool:
    """Tells whether a place is still there after earlier damage."""
    return key in container if isinstance(container, dict) else key < len(container)


@hurried
@given(
    st.dictionaries(
        st.sampled_from(["integration.json", "types.json", "functions/a.json", "x"]),
        st.binary(max_size=40) | json_values.map(lambda value: json.dumps(value).encode()),
    )
)
def test_arbitrary_files(files: dict[str, bytes]) -> None:
    outcome("acme", files)
