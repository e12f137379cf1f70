"""Names of definitions and keys of vendors as Python writes them."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.python import (
    class_name,
    constant_name,
    field_name,
    field_names,
    parameter_name,
)
from integrations_runtime.model import Model
from tests.support.texts import texts


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("id", "id"),
        ("createdAt", "createdAt"),
        ("from", "from_"),
        ("json", "json_"),
        ("copy", "copy_"),
        ("model_config", "model_config_"),
        ("model_x", "model_x"),
        ("list", "list_"),
        ("match", "match"),
        ("x-y", "x_y"),
        ("x.y z", "x_y_z"),
        ("1st", "field_1st"),
        ("_id", "field_id"),
        ("__class__", "field_class__"),
        ("_", "field_"),
        ("", "field_"),
        ("größe", "größe"),
        ("ﬁle", "file"),
        ("漢 字", "漢_字"),
        ("a\nb", "a_b"),
    ],
)
def test_fields(key: str, name: str) -> None:
    assert field_name(key) == name


@given(texts)
def test_every_key_has_a_usable_name(key: str) -> None:
    name = field_name(key)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert not name.startswith("_")
    assert not hasattr(Model, name)


@given(st.lists(texts | st.sampled_from(["a-b", "a_b", "a.b", "a_b_", "from", "from_"])))
def test_the_names_of_one_model_differ(keys: list[str]) -> None:
    names = field_names(keys)
    assert set(names) == set(keys)
    assert len(set(names.values())) == len(names)
    assert all(names[key] == key for key in names if field_name(key) == key)


def test_a_key_that_fits_keeps_its_name() -> None:
    assert field_names(["x-y", "x_y", "x.y"]) == {"x-y": "x_y_", "x_y": "x_y", "x.y": "x_y__"}


def test_other_names() -> None:
    assert parameter_name("from") == "from_"
    assert parameter_name("model") == "model"
    assert class_name("list_files") == "ListFiles"
    assert constant_name("list_files") == "LIST_FILES"
