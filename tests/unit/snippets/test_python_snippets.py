"""Examples in Python: they run, print what `show` means, and are black's own form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.python import width_of
from generator.model.integration import Example
from generator.model.show import Each, Path, Print, Statement, Step, Value
from generator.model.types import ArrayType, BooleanType, MapType, NumberType, RefType, StringType
from generator.snippets.python import call, iterate, multi_account, stream
from tests.support.definitions import integration
from tests.support.formatting import blackened
from tests.support.texts import json_values, texts

USER = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "from": {"type": "boolean"},
        "score": {"type": "number"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "boss": {"$ref": "#/types/User"},
    },
}
ACME = integration(
    {
        "get": {
            "parameters": {
                name: {"type": "any", "in": "query", "description": "Anything."}
                for name in ("limit", "from", "note")
            },
            "response": {"$ref": "#/types/User"},
            "examples": [{"response": {}}],
        }
    },
    types={"User": USER},
    class_name="Acme",
    example_accounts=["work", "class", "acme"],
)
EXAMPLE = ACME.functions[0].examples[0]

NAME = Step("name", StringType(), True, "User")
FROM = Step("from", BooleanType(), True, "User")
SCORE = Step("score", NumberType(), True, "User")
TAGS = Step("tags", ArrayType(StringType()), True, "User")
LABELS = Step("labels", MapType(StringType()), True, "User")
BOSS = Step("boss", RefType("User"), True, "User")


def path(*steps: Step) -> Path:
    return Path("result", RefType("User"), steps)


def key(name: str | int) -> Step:
    return Step(name, StringType(), True)


def example(*show: Statement, **arguments: Any) -> Example:
    return replace(EXAMPLE, arguments=arguments, show=show)


def run(code: str, result: object) -> tuple[str, Mapping[str, Any]]:
    """Returns what a script prints, and the arguments of its call."""
    printed: list[str] = []
    given_arguments: dict[str, Any] = {}

    def get(**arguments: Any) -> object:
        given_arguments.update(arguments)
        return result

    def show(*values: object, sep: str = " ") -> None:
        printed.append(sep.join(map(str, values)) + "\n")

    body = code.split("acme = Acme()\n", 1)[1]
    exec(compile(body, "example.py", "exec"), {"acme": SimpleNamespace(get=get), "print": show})
    return "".join(printed), given_arguments


Read = Callable[[Any], str | None]
"""Returns what a value prints, None where there is none."""


def _tag(position: int) -> Read:
    return lambda user: user.tags[position] if user.tags and len(user.tags) > position else None


values: "st.SearchStrategy[tuple[Value, Read]]" = st.one_of(
    texts.map(lambda text: (Value(path(NAME), "string", text), lambda user: user.name)),
    texts.map(
        lambda text: (
            Value(path(FROM), "boolean", text),
            lambda user: None if user.from_ is None else str(user.from_).lower(),
        )
    ),
    texts.map(
        lambda text: (
            Value(path(SCORE), "number", text, 2),
            lambda user: None if user.score is None else f"{user.score:.2f}",
        )
    ),
    texts.map(lambda text: (Value(path(TAGS, key(0)), "string", text), _tag(0))),
    texts.map(lambda text: (Value(path(TAGS, key(2)), "string", text), _tag(2))),
    st.tuples(texts, texts).map(
        lambda pair: (
            Value(path(LABELS, key(pair[0])), "string", pair[1]),
            lambda user: (user.labels or {}).get(pair[0]),
        )
    ),
    texts.map(
        lambda text: (
            Value(path(BOSS, NAME), "string", text),
            lambda user: user.boss.name if user.boss else None,
        )
    ),
)
lines = st.lists(texts.filter(bool) | values, max_size=4).filter(
    lambda parts: not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(parts))
)
users = st.builds(
    SimpleNamespace,
    name=st.none() | texts,
    from_=st.none() | st.booleans(),
    score=st.none() | st.floats(-1e9, 1e9),
    tags=st.none() | st.lists(texts, max_size=4),
    labels=st.none() | st.dictionaries(texts, texts, max_size=3),
    boss=st.none() | st.builds(SimpleNamespace, name=st.none() | texts),
)


@given(lines, users)
def test_a_line_prints_its_values_or_their_defaults(
    line: Sequence[str | tuple[Value, Read]], user: SimpleNamespace
) -> None:
    parts = tuple(part if isinstance(part, str) else part[0] for part in line)
    expected = ""
    for part in line:
        if isinstance(part, str):
            expected += part
        else:
            value, read = part
            found = read(user)
            expected += (value.default or "") if found is None else found
    code = call(ACME, example(Print(parts)))
    assert run(code, user)[0] == expected + "\n"
    if max(map(width_of, code.split("\n"))) <= 88:
        assert blackened(code, 88) == code


@given(st.dictionaries(st.sampled_from(["limit", "from", "note"]), json_values()))
def test_a_call_passes_its_arguments(arguments: Mapping[str, Any]) -> None:
    code = call(ACME, example(**arguments))
    passed = run(code, None)[1]
    assert {name.removesuffix("_"): value for name, value in passed.items()} == arguments
    assert blackened(code, 88) == code


@pytest.mark.parametrize(
    ("show", "code"),
    [
        ((), "acme.get()\n"),
        ((Print(("done",)),), 'acme.get()\nprint("done")\n'),
        ((Print(()),), "acme.get()\nprint()\n"),
        ((Print((Value(path(NAME), "string"),)),), "result = acme.get()\nprint(result.name)\n"),
        (
            (Print(("<", Value(path(SCORE), "number", None, 2), "> {}")),),
            'result = acme.get()\nprint(f"<{result.score:.2f}> {{}}")\n',
        ),
        (
            (Print(("by ", Value(path(NAME), "string", "nobody"))),),
            "result = acme.get()\n"
            "print(f\"by {result.name if result.name is not None else 'nobody'}\")\n",
        ),
        (
            (Print((Value(path(BOSS, FROM), "boolean", ""),)),),
            "result = acme.get()\n"
            "print(\n"
            "    str(result.boss.from_).lower()\n"
            "    if result.boss is not None and result.boss.from_ is not None\n"
            '    else ""\n'
            ")\n",
        ),
        (
            (
                Each(
                    path(TAGS), "tag", (Print(("- ", Value(Path("tag", StringType()), "string"))),)
                ),
            ),
            'result = acme.get()\nfor tag in result.tags or []:\n    print(f"- {tag}")\n',
        ),
        (
            (Each(path(BOSS, TAGS), "tag", (Print(("x",)),)),),
            "result = acme.get()\n"
            "for tag in (result.boss.tags if result.boss is not None else None) or []:\n"
            '    print("x")\n',
        ),
    ],
)
def test_what_is_shown(show: tuple[Statement, ...], code: str) -> None:
    opening = "from integrations.acme import Acme\n\nacme = Acme()\n"
    assert call(ACME, example(*show)) == opening + code
    assert blackened(opening + code, 88) == opening + code


def test_loops_nest_and_missing_lists_are_empty() -> None:
    loop = Each(path(BOSS, TAGS), "tag", (Print((Value(Path("tag", StringType()), "string"),)),))
    code = call(ACME, example(loop, Print(("end",))))
    for boss, printed in (
        (None, "end\n"),
        (SimpleNamespace(tags=None), "end\n"),
        (SimpleNamespace(tags=["a", "b"]), "a\nb\nend\n"),
    ):
        assert run(code, SimpleNamespace(boss=boss))[0] == printed


def test_several_accounts() -> None:
    assert multi_account(ACME) == (
        "from integrations.acme import Acme\n\n"
        "acme = Acme()\n"
        'work = Acme(account="work")\n'
        'class_ = Acme(account="class")\n'
        'acme_account = Acme(account="acme")\n\n'
        "acme.get()\n"
        "work.get()\n"
        "class_.get()\n"
        "acme_account.get()\n"
    )


FILES = integration(
    {
        "list_acmes": {
            "parameters": {
                "from": {"type": "string", "in": "query", "required": True, "description": "A."},
                "page": {"type": "integer", "in": "query", "description": "B."},
            },
            "pagination": {"style": "page", "parameter": "page", "items": "data"},
            "examples": [{"arguments": {"page": 2, "from": "a"}}],
        },
        "list_boxes": {
            "parameters": {
                "text": {"type": "string", "in": "query", "required": True, "description": "A."}
            },
            "pagination": {"style": "link_header", "items": "data"},
            "examples": [{"arguments": {"text": "b" * 60}}],
        },
        "ask": {
            "operation": "write",
            "http": {"method": "POST", "path": "/ask"},
            "parameters": {
                "words": {"type": "array", "in": "body", "description": "A."},
                "live": {"type": "boolean", "in": "body", "description": "B."},
            },
            "streaming": {"parameter": "live", "event": {"type": "any"}},
            "examples": [{"arguments": {"words": ["Why?"]}}],
        },
        "follow": {
            "operation": "write",
            "http": {"method": "POST", "path": "/follow"},
            "parameters": {"live": {"type": "boolean", "in": "body", "description": "A."}},
            "streaming": {
                "parameter": "live",
                "event": {"$ref": "#/types/User"},
                "example": {
                    "events": [{}],
                    "show": [{"print": "{event.name|}"}, {"print": "{event.boss.boss.boss.name|}"}],
                },
            },
            "examples": [{}],
        },
        "listen": {
            "operation": "write",
            "http": {"method": "POST", "path": "/listen"},
            "parameters": {"live": {"type": "boolean", "in": "body", "description": "A."}},
            "streaming": {
                "parameter": "live",
                "event": {"$ref": "#/types/User"},
                "example": {
                    "events": [{}],
                    "show": [
                        {"each": "event.tags", "as": "chunk", "print": "{chunk}"},
                        {"print": "{event.tags[0]|none}"},
                    ],
                },
            },
            "examples": [{}],
        },
        "send": {
            "operation": "write",
            "http": {"method": "POST", "path": "/send", "request": "multipart"},
            "parameters": {
                name: {
                    "schema": schema,
                    "in": "form",
                    "description": "A file.",
                }
                for name, schema in {
                    "file": {"type": "string", "format": "binary"},
                    "others": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    "name": {"type": "string"},
                }.items()
            },
            "examples": [{"arguments": {"others": ["a", "b"], "file": "c", "name": "d"}}],
        },
        "fetch": {
            "http": {"method": "GET", "path": "/fetch", "answer": "binary"},
            "examples": [{}],
        },
    },
    types={"User": USER},
    class_name="Acme",
)
OPENING = "from integrations.acme import Acme\n\nacme = Acme()\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            stream(FILES, FILES.function("ask")),
            'with acme.ask(words=["Why?"], live=True) as chunks:\n'
            "    for chunk in chunks:\n"
            "        print(chunk)\n",
        ),
        (
            stream(FILES, FILES.function("follow")),
            "with acme.follow(live=True) as chunks:\n"
            "    for chunk in chunks:\n"
            '        print(chunk.name if chunk.name is not None else "")\n'
            "        print(\n"
            "            chunk.boss.boss.boss.name\n"
            "            if chunk.boss is not None\n"
            "            and chunk.boss.boss is not None\n"
            "            and chunk.boss.boss.boss is not None\n"
            "            and chunk.boss.boss.boss.name is not None\n"
            '            else ""\n'
            "        )\n",
        ),
        (
            stream(FILES, FILES.function("listen")),  # a loop takes the name that pieces have
            "with acme.listen(live=True) as chunks:\n"
            "    for event in chunks:\n"
            "        for chunk in event.tags or []:\n"
            "            print(chunk)\n"
            '        print(event.tags[0] if event.tags is not None and event.tags else "none")\n',
        ),
        (
            iterate(FILES, FILES.function("list_acmes")),
            'for item in acme.iter_acmes(from_="a"):\n    print(item)\n',
        ),
        (
            iterate(FILES, FILES.function("list_boxes")),
            f'for box in acme.iter_boxes(\n    text="{"b" * 60}",\n):\n    print(box)\n',
        ),
        (
            call(FILES, FILES.function("fetch").examples[0]),
            "with acme.fetch() as download:\n    content = download.read()\n",
        ),
    ],
)
def test_other_calls(code: str, expected: str) -> None:
    assert code == OPENING + expected
    assert blackened(code, 88) == code


def test_files_are_paths() -> None:
    code = call(FILES, FILES.function("send").examples[0])
    sent = 'acme.send(others=[Path("a"), Path("b")], file=Path("c"), name="d")\n'
    assert code == f"from pathlib import Path\n\n{OPENING}{sent}"
    assert blackened(code, 88) == code
