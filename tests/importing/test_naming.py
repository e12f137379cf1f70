"""Names of imported functions: the rules on a table, and what holds for every document."""

import keyword
import os
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing.facts import OperationFacts
from generator.importing.groups import group_of, groups_of
from generator.importing.naming import function_names
from generator.importing.words import words_of
from generator.languages.names import LUA_KEYWORDS
from tests.importing.naming_table import rows

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def _facts(
    address: str, operation_id: str = "", *tags: str, summary: str = "", key: str = ""
) -> OperationFacts:
    method, path = address.split(" ")
    return OperationFacts(key or address, method, path, operation_id, tags, summary)


def _names(*operations: OperationFacts, known: dict[str, str] | None = None) -> list[str]:
    return list(function_names(operations, known).values())


@pytest.mark.parametrize(("method", "path", "operation_id", "name"), rows())
def test_an_operation_is_named_as_people_would(
    method: str, path: str, operation_id: str, name: str
) -> None:
    assert _names(OperationFacts("one", method, path, operation_id)) == [name]


def test_owners_of_the_path_tell_names_apart() -> None:
    assert _names(
        _facts("GET /gists/{id}/stars", "listStars"),
        _facts("GET /projects/{id}/stars", "getStars"),
    ) == ["list_gist_stars", "list_project_stars"]


def test_what_all_share_tells_nothing_apart() -> None:
    assert _names(
        _facts("GET /app/hook/deliveries", "apps/list-webhook-deliveries"),
        _facts("GET /orgs/{org}/hooks/{id}/deliveries", "orgs/list-webhook-deliveries"),
    ) == ["list_app_webhook_deliveries", "list_org_webhook_deliveries"]


def test_what_one_is_found_by_tells_names_apart() -> None:
    assert _names(
        _facts("GET /changes/first", "getChange"), _facts("GET /changes/one", "getChangeById")
    ) == ["get_change", "get_change_by_id"]


def test_the_only_one_is_the_current_one_where_there_are_others() -> None:
    assert _names(_facts("GET /v1/account"), _facts("GET /v1/accounts/{id}")) == [
        "get_current_account",
        "get_account",
    ]


def test_versions_are_read_in_every_spelling() -> None:
    facts = [
        _facts(
            f"GET /apis/apps.k8s.io/{version}/flows/{{id}}",
            f"readApps{spelled}Flow",
            f"a_{version}",
        )
        for version, spelled in (("v1beta1", "V1beta1"), ("v1beta2", "V1beta2"))
    ]
    assert _names(*facts) == ["get_flow_v1beta1", "get_flow_v1beta2"]


def test_the_operation_that_has_no_owner_keeps_the_plain_name() -> None:
    assert _names(
        _facts("GET /users/{id}", "getUser"),
        _facts("GET /teams/{team}/users/{id}", "fetchUser"),
    ) == ["get_user", "get_team_user"]


def test_what_an_id_begins_with_tells_names_apart() -> None:
    assert _names(
        _facts("POST /responses", "createResponse"),
        _facts("POST /responses?beta=true", "beta_createResponse"),
    ) == ["create_response", "create_beta_response"]


def test_tags_tell_names_apart_where_paths_do_not() -> None:
    assert _names(
        _facts("GET /a", "getReport", "Sales figures"), _facts("GET /b", "getReport", "Audits")
    ) == ["get_sales_figure_report", "get_audit_report"]


def test_put_replaces_where_patch_updates() -> None:
    assert _names(
        _facts("PUT /users/{id}", "users_update"),
        _facts("PATCH /users/{id}", "users_partial_update"),
    ) == ["replace_user", "update_user"]


def test_a_version_is_named_where_nothing_else_differs() -> None:
    assert _names(_facts("GET /v1/plots"), _facts("GET /v2/plots")) == [
        "list_plots_v1",
        "list_plots_v2",
    ]


def test_a_fragment_of_the_path_tells_names_apart() -> None:
    assert _names(_facts("POST /chats"), _facts("POST /chats#stream")) == [
        "create_chat",
        "create_chat_stream",
    ]


def test_one_owner_is_told_from_the_collection() -> None:
    assert _names(_facts("POST /threads/runs"), _facts("POST /threads/{id}/runs")) == [
        "create_thread_run",
        "create_run_for_thread",
    ]


def test_what_is_the_same_in_everything_is_numbered_by_path() -> None:
    assert _names(_facts("GET /b", "getThing"), _facts("GET /a", "getThing")) == [
        "get_thing_2",
        "get_thing",
    ]


def test_a_number_stands_behind_the_plain_name() -> None:
    assert _names(
        _facts("POST /v1/accounts/{id}/people"),
        _facts("POST /v1/accounts/{id}/persons"),
    ) == ["create_account_person", "create_account_person_2"]


def test_known_names_stay_and_a_newcomer_makes_way() -> None:
    old = _facts("GET /gists/{id}/stars", "listStars")
    new = _facts("GET /projects/{id}/stars", "listStars")
    assert _names(old) == ["list_stars"]
    assert _names(new, old, known={old.key: "list_stars", "GET /gone": "list_project_stars"}) == [
        "list_project_stars",
        "list_stars",
    ]


def test_a_known_name_of_a_person_is_kept_as_it_is() -> None:
    assert _names(_facts("POST /chat"), known={"POST /chat": "chat"}) == ["chat"]


def test_of_two_operations_known_by_one_name_the_first_keeps_it() -> None:
    known = {"GET /a": "get_it", "GET /b": "get_it"}
    assert _names(_facts("GET /b"), _facts("GET /a"), known=known) == ["get_b", "get_it"]


def test_reserved_names_are_not_given() -> None:
    search = _facts("POST /search", "search")
    assert function_names([search], reserved={"search"}) == {search.key: "run_search"}


def test_a_first_part_that_all_dotted_ids_share_is_the_vendors() -> None:
    assert _names(
        _facts("GET /files", "drive.files.list"),
        _facts("GET /changes", "drive.changes.list"),
        _facts("GET /about", "drive.about.get"),
    ) == ["list_files", "list_changes", "get_about"]


def test_runs_of_letters_are_taken_apart_with_words_of_path_and_summary() -> None:
    facts = _facts(
        "POST /projects/{id}/service_accounts/{account}/api_keys",
        "CreateanAPIkeyforaserviceaccount",
        summary="Creates an API key for a service account.",
    )
    assert _names(facts) == ["create_api_key_for_service_account"]


def test_a_summary_tells_an_unknown_verb() -> None:
    facts = _facts("POST /v/{id}/x", "defragmentVolume", summary="Defragments a volume.")
    assert _names(facts) == ["defragment_volume"]


def test_a_long_name_loses_its_outermost_owners() -> None:
    path = "/organizations/{o}/departments/{d}/subscriptions/{s}/entitlements/{e}/restrictions/{r}"
    assert _names(_facts(f"GET {path}")) == ["get_department_subscription_entitlement_restriction"]


def test_long_names_that_become_the_same_stay_different() -> None:
    word = "x" * 80
    names = _names(_facts(f"POST /a/{word}"), _facts(f"POST /b/{word}"))
    assert len(set(names)) == 2
    assert max(map(len, names)) <= 60


EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "150")) // 3
"""How many documents each property is tried on."""

_SOME = """list get create user users order runs v1 api me chat import return 2fa SSHKeys findAll ID 名 é by id post
    cancel bulk settings series"""
_WORDS = st.sampled_from(sorted(words_of(_SOME)))
_PARTS = _WORDS | st.sampled_from(["{id}", "{user_id}", "{a=b/*}", "v2", "a:b", "", "@me"])


@st.composite
def _operations(draw: st.DrawFn) -> OperationFacts:
    method = draw(st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE"]))
    parts = draw(st.lists(_PARTS, max_size=5))
    path = draw(st.just("/" + "/".join(parts)) | st.text(max_size=12))
    mark = draw(st.sampled_from(["_", ".", "/", "-", "", " "]))
    said = draw(st.lists(_WORDS, max_size=5))
    operation_id = draw(st.just(mark.join(said)) | st.text(max_size=12))
    tags = draw(st.lists(_WORDS | st.text(max_size=5), max_size=2))
    summary = draw(st.text(max_size=12) | st.just("Lists users"))
    return OperationFacts(f"{method} {path}", method, path, operation_id, tuple(tags), summary)


_OPERATIONS = _operations()
_DOCUMENTS = st.lists(_OPERATIONS, max_size=12, unique_by=lambda each: each.key)


@settings(max_examples=EXAMPLES, deadline=None)
@given(_DOCUMENTS, st.randoms(use_true_random=False))
def test_names_of_any_document_are_valid_different_and_free_of_order(
    document: list[OperationFacts], chance: random.Random
) -> None:
    names = function_names(document)
    assert list(names) == [each.key for each in document]
    assert len(set(names.values())) == len(names)
    for name in names.values():
        assert _NAME.fullmatch(name)
        assert len(name) <= 60
        assert not keyword.iskeyword(name)
        assert name not in LUA_KEYWORDS
        assert not name.startswith("iter_")
    shuffled = chance.sample(document, len(document))
    assert function_names(shuffled) == names


@settings(max_examples=EXAMPLES, deadline=None)
@given(_DOCUMENTS, _DOCUMENTS)
def test_known_names_hold_whatever_is_added(
    document: list[OperationFacts], more: list[OperationFacts]
) -> None:
    known = function_names(document)
    assert function_names(document, known) == known
    added = [*(each for each in more if each.key not in known), *document]
    names = function_names(added, known)
    assert {key: names[key] for key in known} == known
    assert len(set(names.values())) == len(added)


@settings(max_examples=EXAMPLES, deadline=None)
@given(_OPERATIONS)
def test_groups_of_any_operation_are_names(operation: OperationFacts) -> None:
    group = group_of(operation)
    assert _NAME.fullmatch(group)
    assert len(group) <= 40
    assert not keyword.iskeyword(group)
    assert group not in LUA_KEYWORDS


@pytest.mark.parametrize(
    ("address", "tags", "group"),
    [
        ("GET /repos/{o}/{r}/issues", ["issues"], "issues"),
        ("GET /vector_stores", ["Vector stores"], "vector_stores"),
        ("GET /v1/audio/voices", ["beta.audio.voices"], "audio"),
        ("GET /v1/agents", ["deprecated.agents"], "agents"),
        (
            "GET /roles",
            ["User organization role assignments of everyone"],
            "user_organization_role_assignments_of",
        ),
        ("GET /v1/chatkit/threads", [], "chatkit"),
        ("GET /api/v2/users/{id}", ["default"], "users"),
        ("GET /v1/users/{id}", ["V1", "users"], "users"),
        ("POST /jobs", ["Import"], "imports"),
        ("GET /{id}", [], "general"),
        ("GET /x", ["2024 Reports"], "reports"),
    ],
)
def test_groups_come_from_the_first_tag_or_the_path(
    address: str, tags: list[str], group: str
) -> None:
    assert group_of(_facts(address, "", *tags)) == group


def _many(*tags: str, form: str = "GET /v1/crm/{tag}/{number}") -> list[OperationFacts]:
    return [
        _facts(form.format(tag=tag, number=number), "", *([tag] if tagged else []))
        for tag, tagged in ((each.strip("*"), not each.endswith("*")) for each in tags)
        for number in range(9)
    ]


def test_few_functions_need_no_groups() -> None:
    assert groups_of(_many("cats", "dogs", "birds", "fish"), ()) == {}
    groups = groups_of(_many("cats", "dogs", "birds", "fish", "bees"), ())
    assert len(groups) == 45
    assert set(groups.values()) == {"cats", "dogs", "birds", "fish", "bees"}


def test_where_tags_tell_little_apart_paths_do() -> None:
    paths = [
        _facts(f"GET /v1/crm/{thing}/{number}", "", "crm")
        for thing in ("cats", "dogs", "bees", "ants", "owls")
        for number in range(9)
    ]
    assert set(groups_of(paths, ()).values()) == {"cats", "dogs", "bees", "ants", "owls"}
    alone = [_facts(each.path.join(("GET ", "")), "", f"tag {each.path}") for each in paths]
    assert set(groups_of(alone, ()).values()) == {"cats", "dogs", "bees", "ants", "owls"}


def test_what_would_be_one_group_has_none() -> None:
    facts = [
        _facts(f"POST /rpc?method={number}", f"do{number}", "rpc things") for number in range(50)
    ]
    assert groups_of(facts, ()) == {}


def test_a_group_has_a_name_of_its_own() -> None:
    facts = _many("search", "call", "dogs", "work", "host")
    taken = {
        "search",
        "call",
        "calls",
        "work",
        "works",
        "host",
        "hosts",
        "hosts_group",
        "host_group",
    }
    found = list(dict.fromkeys(groups_of(facts, taken).values()))
    assert found == ["searches", "call_group", "dogs", "work_group", "host_group_2"]
