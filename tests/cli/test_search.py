"""The search over a wide catalogue, and the lists of functions."""

from __future__ import annotations

import pytest

from integrations_runtime import ArgumentError, docs
from integrations_runtime.docs.catalogue import Catalogue
from integrations_runtime.docs.schemas import schema
from integrations_runtime.docs.words import distance, stem, words
from tests.support.catalogue import write_catalogue
from tests.support.definitions import NAMES


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("wide")
    write_catalogue(folder, integrations=450, functions=4100)
    return Catalogue(folder)


def test_every_function_has_a_typed_line(wide: Catalogue) -> None:
    assert sum(len(each.functions) for each in wide.all()) == 4100
    lines = docs.list_docs("integrations.groq")
    assert len(lines) == 7
    assert [each.rpartition(" All pages: ")[2] for each in lines if " All pages: " in each] == [
        "iter_messages.",
        "iter_files.",
    ]
    assert lines[0] == (
        "app.integrations.groq.list_models() -> ModelList -- List the models that the account can use."
    )
    assert set(lines) < set(docs.list_docs())


def test_lines_are_those_of_the_pages() -> None:
    for integration in NAMES:
        page = docs.read(integration)
        for line in docs.list_docs(integration):
            assert f"`{line.partition(' -- ')[0]}`\n" in page


@pytest.mark.parametrize(
    "name",
    [
        "groq.iter_files",
        "groq_list_files",
        "groq_iter_files",
        "groq.groq_list_files",
        "groq.groq_iter_files",
        "app.integrations.groq.iter_files",
        "integrations.groq_list_files",
    ],
)
def test_every_name_of_a_function_leads_to_its_page(name: str) -> None:
    assert docs.read(name) == docs.read("groq.list_files")
    assert schema(name) == schema("groq.list_files")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "A page must be named, such as groq or groq.list_files."),
        ("integrations.", "A page must be named, such as groq or groq.list_files."),
        ("groq.iter_models", "Unknown page: groq.iter_models. Did you mean: groq.list_models?"),
        (
            "groq_lst_files",
            "Unknown page: groq_lst_files. Did you mean: groq.list_files, groq.get_file, groq.list_models?",
        ),
        ("groq_qqqqqqqqqqqqqq", "Unknown page: groq_qqqqqqqqqqqqqq."),
    ],
)
def test_names_that_lead_nowhere(name: str, sentence: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        docs.read(name)
    assert str(caught.value) == sentence


def test_an_integration_that_is_not_named() -> None:
    with pytest.raises(ArgumentError, match=r"^An integration must be named, such as groq\.$"):
        docs.list_docs("")


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
        ("groq upload file", "groq.list_files"),
        ("chat", "mistralai.chat"),
        ("embedings", "mistralai.create_embedding"),
        ("current user of groq", "groq.get_current_user"),
        ("start a converstion", "freshchat.create_conversation"),
        ("list-files", "groq.list_files"),
        ("iter_files", "groq.list_files"),
        ("groq.iter_messages", "groq.list_messages"),
        ("show me the currencies", "frankfurter.list_currencies"),
        ("groq fetch a file", "groq.get_file"),
        ("retrieve conversation", "freshchat.get_conversation"),
        ("browse conversations", "freshchat.list_conversations"),
        ("groq send message", "groq.create_message"),
        ("groq post a message", "groq.create_message"),
        ("groq add message", "groq.create_message"),
        ("groq sned mesage", "groq.create_message"),
        ("groq write a new message", "groq.create_message"),
        ("open conversation", "freshchat.create_conversation"),
        ("make an agent", "mistralai.create_agent"),
        ("find groups", "freshchat.list_groups"),
        ("groq what models are there", "groq.list_models"),
        ("fine tune", "mistralai.finetune"),
        ("fine-tuning of a model", "mistralai.finetune"),
        ("finetuning", "mistralai.finetune"),
        ("train a model", "mistralai.finetune"),
        ("rates for a week", "frankfurter.get_rates_between"),
        ("exchange rate yesterday", "frankfurter.get_rates_on"),
        ("rate of today", "frankfurter.get_latest_rates"),
        ("groq who am i", "groq.get_current_user"),
        ("upload file", "openai.upload_file"),
        ("fetch a file", "openai.download_file"),
        ("send message", "twilio.send_message"),
        ("sned mesage", "twilio.send_message"),
        ("post a message", "slack.post_message"),
        ("refund a payment", "stripe.create_refund"),
        ("weather now", "openweather.get_current_weather"),
        ("mistralai whoami", "mistralai.get_current_user"),
        ("about me in freshchat", "freshchat.get_current_user"),
    ],
)
def test_the_real_functions(asked: str, first: str) -> None:
    assert docs.search(asked)[0].full_name == first


@pytest.mark.parametrize("asked", ["who am i", "whoami", "me", "show me", "my profile", "myself"])
def test_the_person_who_asks_is_the_current_user(asked: str) -> None:
    assert {each.name for each in docs.search(asked, 3)} == {"get_current_user"}


def test_limits_and_nothing(wide: Catalogue) -> None:
    assert len(wide.search("list file", 7)) == 7
    assert wide.search("list file", 0) == []
    assert wide.search("", 5) == wide.search("qqqqqqqq", 5) == wide.search("¿?", 5) == []


def test_only_the_beginning_of_a_long_question_is_read(wide: Catalogue) -> None:
    long = "delete webhook " + "x" * 100_000
    assert wide.search(long, 1)[0].name == "delete_webhook"
    assert wide.search("qqqq " * 1000 + "delete webhook", 1) == []


@pytest.mark.parametrize("asked", ["to the", "a", "the", "what is this for"])
def test_questions_of_fillers_alone_find_nothing(wide: Catalogue, asked: str) -> None:
    assert wide.search(asked, 3) == docs.search(asked) == []


def test_a_question_without_words() -> None:
    for asked in ("", " \n"):
        with pytest.raises(ArgumentError, match=r"^A search needs words, such as: upload file\.$"):
            docs.search(asked)


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
