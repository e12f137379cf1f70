"""What is generated for functions in groups: a package for each group, and types where they are needed."""

from pathlib import Path

from tests.support.formatting import blackened
from tests.support.golden import golden
from tests.support.grouped import grouped, modules

GOLDENS = Path(__file__).parent / "goldens"


def test_the_modules() -> None:
    assert sorted(modules(grouped())) == [
        "__init__.py",
        "client.py",
        "functions.py",
        "groups/__init__.py",
        "groups/files/__init__.py",
        "groups/files/client.py",
        "groups/files/functions.py",
        "groups/issues/__init__.py",
        "groups/issues/client.py",
        "groups/issues/functions.py",
        "groups/issues/models.py",
        "groups/users/__init__.py",
        "groups/users/client.py",
        "groups/users/functions.py",
        "models.py",
    ]


def test_the_client_has_a_property_for_each_group() -> None:
    client = modules(grouped())["client.py"].split("\n\n\nclass AsyncAcme")[0]
    _, properties = client.split("            observers=observers,\n        )\n\n")
    golden(GOLDENS / "client.txt", properties + "\n")


def test_types_stand_where_they_are_needed() -> None:
    found = modules(grouped())
    golden(GOLDENS / "models.txt", found["models.py"])
    golden(GOLDENS / "group_models.txt", found["groups/issues/models.py"])


def test_the_runtime_is_told_where_functions_stand() -> None:
    found = modules(grouped())
    golden(GOLDENS / "functions.txt", found["functions.py"])
    golden(GOLDENS / "group_functions.txt", found["groups/issues/functions.py"])


def test_everything_is_in_the_formatter_s_form() -> None:
    for path, text in modules(grouped()).items():
        assert blackened(text) == text, path
