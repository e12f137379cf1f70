"""A wide integration on the command line: its groups are pages and lists, and files are read for what is asked alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import wide
from tests.support.commands import install, run

READ = 'lua_read_doc("integrations.acme.list_pens")'


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that make the wide Acme the installed integration."""
    return install(tmp_path_factory.mktemp("wide"), "acme", wide.files())


@pytest.mark.parametrize("name", ["acme.pens", "integrations.acme.pens", "acme_pens"])
def test_the_page_of_a_group(home: Path, package: dict[str, str], name: str) -> None:
    text = run(home, "docs", name, env=package).stdout
    start = f"# Acme: Pens — Lua API Reference\n\n2 functions of `app.integrations.acme`. `{READ}` returns all"
    assert text.startswith(start)
    assert "\n## list_pens\n" in text and "\n## get_pen\n" in text


def test_a_group_of_an_integration_with_one_page(home: Path, tmp_path: Path) -> None:
    env = install(tmp_path, "acme", wide.files(wide.FEW))
    text = run(home, "docs", "acme.pens", env=env).stdout
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## list_pens",
        "## get_pen",
    ]
    assert len(run(home, "list", "acme.pens", env=env).stdout.splitlines()) == 2
    listed = run(home, "lua", "--eval", "print(lua_list_docs())", env=env).stdout
    assert len(listed.splitlines()) == len(wide.FEW)


def test_a_long_page_of_a_group_is_its_list(home: Path, package: dict[str, str]) -> None:
    text = run(home, "docs", "acme.parts", env=package).stdout
    assert "- `get_part_1` — Part 1.\n" in text
    assert text.endswith("- `get_part_39` — Part 39.\n")


def test_the_page_of_the_integration(home: Path, package: dict[str, str]) -> None:
    text = run(home, "docs", "acme", env=package).stdout
    assert text.startswith("# Acme — Lua API Reference\n\n44 functions in 4 groups. Each group")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Groups",
        "## ping",
        "## Multi-Account Usage",
    ]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("acme.ping", "ping"),
        ("acme.get_pen", "get_pen"),
        ("acme_get_pen", "get_pen"),
        ("integrations.acme.acme_get_pen", "get_pen"),
        ("acme.iter_pens", "list_pens"),
        ("acme.get_part_39", "get_part_39"),
        ("acme.ink", "ink"),
    ],
)
def test_the_part_about_a_function(
    home: Path, package: dict[str, str], name: str, function: str
) -> None:
    """A function wins over a group of the same name."""
    text = run(home, "docs", name, env=package).stdout
    assert text.startswith(f"## {function}\n\n")
    assert text.count("\n## ") == 0 and "<!--" not in text


def test_lists(home: Path, package: dict[str, str]) -> None:
    pens = ["acme.list_pens\tread\tDoes list_pens.", "acme.get_pen\tread\tDoes get_pen."]
    assert run(home, "list", "acme.pens", env=package).stdout.splitlines() == pens
    whole = run(home, "list", "acme", env=package).stdout.splitlines()
    assert (len(whole), whole[1:3]) == (len(wide.MANY), pens)
    found = json.loads(run(home, "list", "acme.pens", "--json", env=package).stdout)
    assert [(each["function"], each["group"]) for each in found] == [
        ("acme.list_pens", "pens"),
        ("acme.get_pen", "pens"),
    ]


def test_typed_lines(home: Path, package: dict[str, str]) -> None:
    script = 'print(lua_list_docs("acme")) print(lua_list_docs("acme.pens"))'
    assert run(home, "lua", "--eval", script, env=package).stdout.splitlines() == [
        "app.integrations.acme.ping() -> string -- Does ping.",
        'lua_list_docs("acme.pens") -- 2 functions: list_pens, get_pen',
        'lua_list_docs("acme.makers") -- 1 function: list_makers',
        'lua_list_docs("acme.ink") -- 1 function: ink',
        'lua_list_docs("acme.parts") -- 39 functions: get_part_1, get_part_2, get_part_3, get_part_4, get_part_5, …',
        "app.integrations.acme.list_pens({ page?: integer }) -> Pen[] -- Does list_pens. All pages: iter_pens.",
        "app.integrations.acme.get_pen({ id: integer }) -> Pen -- Does get_pen.",
    ]


def test_a_search_knows_groups(home: Path, package: dict[str, str]) -> None:
    first = run(home, "search", "parts", "39", env=package).stdout.splitlines()[0]
    assert first == "acme.get_part_39\tPart 39."
    assert run(home, "search", "makers", env=package).stdout == (
        "acme.list_makers\tDoes list_makers.\n"
    )


def test_schemas_have_the_types_of_all_groups(home: Path, package: dict[str, str]) -> None:
    found = json.loads(run(home, "schema", "acme.list_pens", env=package).stdout)
    properties = {"id": {"type": "integer"}, "maker": {"$ref": "#/$defs/Maker"}}
    assert found["result"] == {
        "type": "array",
        "items": {"$ref": "#/$defs/Pen"},
        "$defs": {**wide.TYPES, "Pen": {**wide.TYPES["Pen"], "properties": properties}},
    }
    tools = json.loads(run(home, "schema", "acme", "--format", "mcp", env=package).stdout)
    assert len(tools["tools"]) == len(wide.MANY)


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("acme.get_pen({ id = 'a' })", "Parameter 'id' of acme.get_pen must be an integer"),
        ("acme.get_pen({})", "Missing required parameter(s): id"),
        ("acme.iter_pens({ pag = 1 })", "Unknown parameter 'pag' of acme.list_pens"),
        ("acme.work.get_penn({})", "app.integrations.acme.work.get_penn. Did you mean: get_pen?"),
        ("acme.acme_get_part_39({ x = 1 })", "Unknown parameter 'x' of acme.get_part_39"),
    ],
)
def test_scripts_are_checked(
    home: Path, package: dict[str, str], script: str, problem: str
) -> None:
    for version in ("5.1", "5.4"):
        code = f"app.integrations.{script}"
        done = run(home, "lua", "--lua", version, "--check", "--eval", code, env=package)
        assert done.returncode == 1
        assert problem in done.stdout
        assert len(done.stdout.splitlines()) == 1


def test_right_scripts_have_no_problems(home: Path, package: dict[str, str]) -> None:
    code = "local i = app.integrations.acme for pen in i.iter_pens() do print(pen) end return i.get_pen({ id = 1 }), i.ping()"
    assert run(home, "lua", "--check", "--eval", code, env=package).returncode == 0


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("docs", "acme.p"), ["acme.ping", "acme.pens", "acme.parts"]),
        (("docs", "acme.ink"), ["acme.ink"]),
        (("list", "acme.p"), ["acme.pens", "acme.parts"]),
        (("call", "acme.p"), ["acme.ping"]),
    ],
)
def test_completion(
    home: Path, package: dict[str, str], words: tuple[str, ...], offered: list[str]
) -> None:
    assert run(home, "completion", "--words", *words, env=package).stdout.split() == offered


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("docs", "acme.pen"),
            "Unknown page: acme.pen. Did you mean: acme.pens, acme.get_pen?",
        ),
        (
            ("docs", "acme.get_penn"),
            "Unknown page: acme.get_penn. Did you mean: acme.get_pen?",
        ),
        (("list", "acme.pen"), "Unknown group: acme.pen. Did you mean: acme.pens?"),
        (("schema", "acme.pens"), "acme.pens is a group; name a function, like acme.list_pens."),
    ],
)
def test_unknown_names(
    home: Path, package: dict[str, str], arguments: tuple[str, ...], sentence: str
) -> None:
    done = run(home, *arguments, env=package)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"error: {sentence}\n")
