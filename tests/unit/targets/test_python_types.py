"""Types are translated once for all that are alike, and to the same whatever was translated before."""

from collections.abc import Iterable

import pytest

from generator.model.types import (
    ArrayType,
    Enum,
    Field,
    NamedType,
    NullableType,
    ObjectType,
    RefType,
    StringType,
    Type,
    UnionType,
)
from generator.targets.python.types import answers
from generator.targets.python.types import translate as module
from generator.targets.python.types.generated import Generated, TranslationError, generated
from generator.targets.python.types.requests import Request, Schema
from generator.targets.python.types.scope import Scope
from generator.targets.python.types.translate import translate
from tests.cases.python.cases import CASES

_STATE = StringType(enum=Enum(("on", "off"), open=True))


def _types(**bodies: ObjectType | Type) -> dict[str, NamedType]:
    return {name: NamedType(name, body, input=True, result=True) for name, body in bodies.items()}


def _object(**types: Type) -> ObjectType:
    return ObjectType(tuple(Field(name, each, required=False) for name, each in types.items()))


def _texts(types: dict[str, NamedType], *, results: bool = True) -> dict[str, list[str]]:
    """Returns the annotations of each type, as they are written."""
    request = Request(types, results=results)
    writer = Scope(request, {name: name for name in types}, (), types).writer()
    return {
        name: [writer.text(each) for each in (*found.fields, *filter(None, [found.alias]))]
        for name, found in translate(request).items()
    }


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many definitions each question held, in a process that was told nothing yet."""
    questions: list[int] = []

    def counted(definitions: Schema, *, results: bool) -> dict[str, Generated]:
        questions.append(len(definitions))
        return generated(definitions, results=results)

    monkeypatch.setattr(answers, "ANSWERS", answers.Answers())
    monkeypatch.setattr(module, "generated", counted)
    return questions


def test_types_that_are_alike_are_asked_about_once(asked: list[int]) -> None:
    first = _texts(_types(Page=_object(items=ArrayType(RefType("Row"))), Row=_object(state=_STATE)))
    again = _texts(
        _types(Cell=_object(mode=_STATE), List=_object(cells=ArrayType(RefType("Cell"))))
    )
    assert first == {"Page": ["list[Row] | None"], "Row": ['Literal["on", "off"] | str | None']}
    assert again == {"Cell": ['Literal["on", "off"] | str | None'], "List": ["list[Cell] | None"]}
    assert len(asked) == 1


def test_what_an_alias_stands_for_counts(asked: list[int]) -> None:
    for state in (_STATE, NullableType(StringType())):
        types = _types(Row=_object(state=RefType("State"), next=RefType("Row")), State=state)
        alone = _types(Row=_object(next=RefType("Row")))
        assert _texts(types)["Row"] == ["State | None", "Row | None"]
        assert _texts(alone)["Row"] == ["Row | None"]
    assert len(asked) == 2


def test_aliases_that_lead_to_themselves(asked: list[int]) -> None:
    tree = UnionType((StringType(), ArrayType(RefType("Tree"))))
    assert _texts(_types(Tree=tree, Node=_object(tree=RefType("Tree")))) == {
        "Tree": ["str | list[Tree]"],
        "Node": ["Tree | None"],
    }
    assert _texts(_types(Wood=UnionType((StringType(), ArrayType(RefType("Wood"))))))["Wood"] == [
        "str | list[Wood]"
    ]
    assert len(asked) == 1


def test_results_and_arguments_are_asked_about_apart(asked: list[int]) -> None:
    types = _types(Row=_object(state=ArrayType(StringType(enum=Enum(("on",), open=False)))))
    assert _texts(types) == {"Row": ['list[Literal["on"] | str] | None']}
    assert _texts(types, results=False) == {"Row": ['NotRequired[Sequence[Literal["on"]]]']}
    assert len(asked) == 2


def test_the_same_whatever_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def every(names: Iterable[str]) -> dict[str, object]:
        monkeypatch.setattr(answers, "ANSWERS", answers.Answers())
        return {
            name: {
                key: str(value)
                for key, value in _texts(dict(CASES[name].integration.types)).items()
            }
            for name in names
        }

    assert every(CASES) == every(reversed(list(CASES)))


def test_an_answer_to_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(definitions: Schema, *, results: bool) -> dict[str, Generated]:
        return {name: Generated() for name in definitions}

    monkeypatch.setattr(answers, "ANSWERS", answers.Answers())
    monkeypatch.setattr(module, "generated", short)
    with pytest.raises(TranslationError, match=r"^the model generator left out or added fields$"):
        translate(Request(_types(Row=_object(state=_STATE)), results=True))
    with pytest.raises(TranslationError, match=r"^the model generator made an object of an alias$"):
        translate(Request(_types(State=_STATE), results=True))
