"""What functions are called inside their group."""

import pytest

from generator.resolve.groups import members


@pytest.mark.parametrize(
    ("group", "name", "member"),
    [
        ("issues", "list_issues", "list"),
        ("issues", "get_issue", "get"),
        ("issues", "create_issue_comment", "create_comment"),
        ("issues", "list_issues_for_repo", "list_for_repo"),
        ("issue", "list_issues", "list"),
        ("copilot_spaces", "create_copilot_space_for_org", "create_for_org"),
        ("search", "search_code", "code"),
        ("pulls", "merge_pull_request", "merge"),
        ("pulls", "list_pull_files", "list_files"),
        ("licenses", "list_commonly_used_licenses", "list_commonly_used"),
        ("repos", "get_branch", "get_branch"),  # the group's word is not in it
        ("users", "list_emails_for_user", "list_emails_for_user"),  # … or says for whom
        ("issues", "add_sub_issue", "add_sub_issue"),  # `sub` is no word
        ("issues", "issue", "issue"),  # nothing would be left
        ("issues", "import_issue", "import_issue"),  # a keyword
        ("issues", "str_issue", "str_issue"),  # a type that annotations name
        ("logs", "log_in_user", "log_in_user"),  # what is left begins in the middle
        ("issues", "iter_issue_pages", "iter_issue_pages"),  # the name of an iterator
        ("days", "get_day_2", "get_2"),
        ("days", "day_2", "day_2"),  # no name begins with a digit
        (None, "list_models", "list_models"),
    ],
)
def test_one_function(group: str | None, name: str, member: str) -> None:
    assert members({name: group}) == {name: member}


def test_functions_that_would_share_a_name_keep_theirs() -> None:
    groups = {"get_issue": "issues", "get_issues": "issues", "get_user": "users"}
    assert members(groups) == {
        "get_issue": "get_issue",
        "get_issues": "get_issues",
        "get_user": "get",
    }


def test_functions_whose_iterators_would_share_a_name_keep_theirs() -> None:
    groups: dict[str, str | None] = {"list_issue_comments": "issues", "issue_comments": "issues"}
    assert members(groups) == {name: name for name in groups}
