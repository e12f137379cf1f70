"""The search over a wide catalogue, and the lists of functions."""

from __future__ import annotations

import pytest

from integrations_runtime import ArgumentError, docs
from integrations_runtime.docs.catalogue import Catalogue
from integrations_runtime.docs.words import distance, stem, words
from tests.support.catalogue import write_catalogue


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("wide")
    write_catalogue(folder, integrations=450, functions=4100)
    return Catalogue(folder)


def test_every_function_has_a_typed_line(wide: Catalogue) -> None:
    assert sum(len(each.functions) for each in wide.all()) == 4100
    lines = docs.list_docs("integrations.groq")
    assert len(lines) == 7
    assert lines[0] == (
        "app.integrations.groq.list_models() -> ModelList -- List the models that the account can use."
    )
    assert set(lines) < set(docs.list_docs())


def test_lines_are_those_of_the_pages() -> None:
    for integration in ("frankfurter", "freshchat", "groq", "mistralai"):
        page = docs.read(integration)
        for line in docs.list_docs(integration):
            assert f"`{line.partition(' -- ')[0]}`\n" in page


def test_an_unknown_integration() -> None:
    with pytest.raises(ArgumentError) as caught:
        docs.list_docs("grok")
    assert str(caught.value) == "Unknown integration: grok. Did you mean: groq?"


@pytest.mark.parametrize(
    "spelling", ["{}", "app.integrations.{}", "integrations.{}", " {} ", "{words}", "{tool}"]
)
def test_exact_names_come_first(wide: Catalogue, spelling: str) -> None:
    for integration in wide.all()[::45]:
        for function in integration.functions.values():
            name = function.full_name
            asked = spelling.format(
                name,
                words=name.replace("_", " ").replace(".", " "),
                tool=name.replace(".", "_"),
            )
            assert wide.search(asked, 1) == [function]


def test_names_weigh_more_than_descriptions(wide: Catalogue) -> None:
    named = [each.full_name for doc in wide.all() for each in doc.functions.values()]
    expected = [name for name in named if name.endswith(".delete_webhook")]
    found = wide.search("delete a webhook", len(expected))
    assert sorted(each.full_name for each in found) == expected != []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("delete subscritpion", "delete_subscription"),
        ("atachment archive", "archive_attachment"),
        ("list repositories", "list_repository"),
        ("searching convrsations", "search_conversation"),
        ("exprt milest", "export_milestone"),
        ("remove the coupon", "delete_coupon"),
    ],
)
def test_misspelt_unfinished_and_similar_words(wide: Catalogue, asked: str, name: str) -> None:
    assert name in {each.name for each in wide.search(asked, 3)}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("upload file", "groq.list_files"),
        ("chat", "mistralai.chat"),
        ("embedings", "mistralai.create_embedding"),
        ("current user of groq", "groq.get_current_user"),
        ("start a converstion", "freshchat.create_conversation"),
        ("list-files", "groq.list_files"),
    ],
)
def test_the_real_functions(asked: str, first: str) -> None:
    assert docs.search(asked)[0].full_name == first


def test_limits_and_nothing(wide: Catalogue) -> None:
    assert len(wide.search("list file", 7)) == 7
    assert wide.search("list file", 0) == []
    assert wide.search("", 5) == wide.search("qqqqqqqq", 5) == wide.search("¿?", 5) == []


def test_only_the_beginning_of_a_long_question_is_read(wide: Catalogue) -> None:
    long = "delete webhook " + "x" * 100_000
    assert wide.search(long, 1)[0].name == "delete_webhook"
    assert wide.search("qqqq " * 1000 + "delete webhook", 1) == []


def test_questions_of_fillers_alone_find_something(wide: Catalogue) -> None:
    assert len(wide.search("to the", 3)) == 3


def test_words() -> None:
    assert words("listFiles of_ALL things-2") == ["list", "files", "of", "all", "things", "2"]
    assert [stem(each) for each in ("categories", "files", "status", "embeddings", "ring")] == [
        "category",
        "file",
        "status",
        "embedd",
        "ring",
    ]


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("file", "file", 0),
        ("fiel", "file", 1),
        ("fil", "file", 1),
        ("flies", "file", 2),
        ("a", "xyz", 2),
    ],
)
def test_distance(one: str, other: str, errors: int) -> None:
    assert distance(one, other, 1) == min(errors, 2)
    assert distance(other, one, 1) == min(errors, 2)
