"""Results outlive changes at the vendor: what is new is kept, what is missing is None, and a model dumps back to what came in."""

from __future__ import annotations

import json
import types
import typing
from typing import Any, Literal, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from integrations.freshchat import models as freshchat_models
from integrations.groq import Groq
from integrations.groq import models as groq_models
from integrations.mistralai import models as mistralai_models
from integrations_runtime.model import Model
from tests.support.acme import Acme
from tests.support.acme_models import Part, PartList
from tests.support.seams import Recorder, answer

KEY = "test-key"


def models_of(module: types.ModuleType) -> list[type[Model]]:
    """The models of a generated module, built."""
    found: list[type[Model]] = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Model) and each is not Model
    ]
    for each in found:
        each.model_rebuild()
    return found


MODELS = [
    model
    for module in (groq_models, freshchat_models, mistralai_models)
    for model in models_of(module)
]

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
AWKWARD = ["", "self", "class", "json", "copy", "dict", "model_dump", "model_config", "model_extra", "model_fields_set", "__dict__", "__class__", "__pydantic_extra__", "_private", "a b", "ü"]  # fmt: skip
NAMES = st.sampled_from(AWKWARD) | TEXT


def names(model: type[BaseModel]) -> set[str]:
    """Every name under which a model takes a field."""
    fields = model.model_fields.items()
    return {name for name, _ in fields} | {field.alias or name for name, field in fields}


def sent(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """What a vendor may send for a model: the documented fields that it has to, some of the others, and new ones."""
    required, optional = dict[str, Any](), dict[str, Any]()
    for name, field in model.model_fields.items():
        fields = required if field.is_required() else optional
        fields[field.alias or name] = values(field.annotation)
    known = names(model)
    new = st.dictionaries(NAMES.filter(lambda name: name not in known), JSON, max_size=3)
    documented = st.fixed_dictionaries(required, optional=optional)
    return st.builds(lambda fields, added: {**fields, **added}, documented, new)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """What a vendor may send for a field of a type; for an enumeration, values that it did not have before too."""
    arguments = typing.get_args(annotation)
    match typing.get_origin(annotation):
        case types.UnionType | typing.Union:
            return st.one_of([values(each) for each in arguments])
        case typing.Literal:
            return st.sampled_from(arguments)
        case typing.Annotated:
            return values(arguments[0])
        case kind if kind is list:
            return st.lists(values(arguments[0]), max_size=2)
        case kind if kind is dict:
            return st.dictionaries(TEXT, values(arguments[1]), max_size=2)
        case _:
            simple = {str: TEXT, int: st.integers(), float: NUMBERS, bool: st.booleans(), Any: JSON}
            if annotation is type(None):
                return st.none()
            if annotation in simple:
                return cast("st.SearchStrategy[Any]", simple[annotation])
            return st.deferred(lambda: sent(annotation))


def check(result: BaseModel, data: dict[str, Any]) -> None:
    """Asserts that nothing was lost, added or changed on the way in and out again."""
    assert result.model_dump(exclude_unset=True) == data
    assert json.loads(result.model_dump_json(exclude_unset=True)) == data
    known = {field.alias or name for name, field in type(result).model_fields.items()}
    assert result.model_extra == {name: data[name] for name in data if name not in known}
    for name, field in type(result).model_fields.items():
        if (field.alias or name) not in data:
            assert getattr(result, name) is None


@settings(max_examples=60)
@given(st.data(), st.sampled_from(MODELS))
def test_a_model_dumps_back_to_what_came_in(data: st.DataObject, model: type[Model]) -> None:
    body = data.draw(sent(model))
    check(model.model_validate_json(json.dumps(body)), body)
    check(model.model_validate(body), body)


COMPLETION = sent(groq_models.ChatCompletion)


@settings(max_examples=30)
@given(COMPLETION, sent(groq_models.FileList))
def test_a_result_dumps_back_to_what_came_in(
    completion: dict[str, Any], files: dict[str, Any]
) -> None:
    recorder = Recorder(answer(completion), answer(files))
    groq = Groq(api_key=KEY, http_client=recorder)
    check(groq.create_completion(model="m", messages=[{"role": "user", "content": ""}]), completion)
    check(groq.list_files(), files)


@settings(max_examples=50)
@given(sent(Part))
def test_names_that_are_others_in_python_dump_back_too(part: dict[str, Any]) -> None:
    result = Acme(api_key=KEY, http_client=Recorder(answer(part))).get_part(part_id="p")
    check(result, part)
    assert result.from_ == part.get("from")


def test_new_fields_are_readable_at_every_depth() -> None:
    body: dict[str, Any] = {
        "data": [{"id": "a", "new": {"deep": [1]}, "parts": [{"id": "b", "newer": 2}]}],
        "newest": [{"x": 1}],
    }
    result: Any = Acme(api_key=KEY, http_client=Recorder(answer(body))).list_parts()
    assert [type(result)] == [PartList]
    assert result.newest == [{"x": 1}]
    assert result.data[0].new == {"deep": [1]}
    assert result.data[0].parts[0].newer == 2
    assert result.model_extra == {"newest": [{"x": 1}]}
    assert "newest=[{'x': 1}]" in repr(result)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = result.nothing
    check(result, body)


def test_null_is_not_the_same_as_missing() -> None:
    for body in ({"id": "p"}, {"id": "p", "name": None}, {"id": "p", "new": None}):
        result = Acme(api_key=KEY, http_client=Recorder(answer(body))).get_part(part_id="p")
        assert result.name is None
        assert result.model_dump(exclude_unset=True) == body


def literals(annotation: Any, *, is_open: bool = False) -> list[bool]:
    """For each enumeration in a type, whether it takes new values."""
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is Literal:
        return [is_open]
    return [each for inner in arguments for each in literals(inner, is_open=str in arguments)]


@pytest.mark.parametrize("module", [groq_models, freshchat_models, mistralai_models])
def test_every_enumeration_takes_new_values(module: types.ModuleType) -> None:
    annotations = [
        field.annotation for model in models_of(module) for field in model.model_fields.values()
    ]
    found = [each for annotation in annotations for each in literals(annotation)]
    assert found
    assert all(found)


def test_a_value_that_an_enumeration_did_not_have() -> None:
    file = {
        "id": "f",
        "object": "list",
        "bytes": 1,
        "created_at": 1,
        "filename": "f",
        "purpose": "dreams",
    }
    result = Groq(api_key=KEY, http_client=Recorder(answer(file))).get_file(file_id="f")
    assert result.purpose == "dreams"


@settings(max_examples=30)
@given(st.lists(sent(Part), max_size=3))
def test_results_are_as_the_vendor_sent_them_as_plain_data(parts: list[dict[str, Any]]) -> None:
    body = {"data": parts, "new": 1}
    acme = Acme(api_key=KEY, http_client=Recorder(answer(body)))
    assert acme.call("list_parts") == body
