"""Every code block of the guides is run against mock vendors; what stands below it is what it printed."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations_runtime.cli.main import parser as program_parser
from integrations_runtime.lua import LUA_VERSIONS, LuaHost, LuaVersion, check_script
from integrations_runtime.resources import find
from tests.readme.stage import Stage, Vendors, all_vendors, is_file, named_files
from tests.support.blocks import Block, blocks, links
from tests.support.commands import run
from tests.support.project import REPOSITORY, Project, copy_project

GUIDES = sorted((REPOSITORY / "docs").rglob("*.md"))
RETRIES = REPOSITORY / "docs" / "retries.md"
"""Its examples need a vendor that fails: `tests/faults` runs them."""

ADDING = REPOSITORY / "docs" / "guides" / "adding-an-integration.md"
LUA = REPOSITORY / "docs" / "guides" / "lua.md"
LANGUAGES = {"python", "lua", "console", "sh", "toml", "json"}


def shown(language: str, *, marked: str = "", unmarked: str = "\0") -> list[object]:
    """The blocks of a language in all guides, as parameters of a test: those that have one text and lack another one."""
    return [
        pytest.param(page, block, id=f"{page.stem} block {block.number}")
        for page in GUIDES
        if page != RETRIES
        for block in blocks(page)
        if block.language == language and marked in block.code and unmarked not in block.code
        if language != "lua" or not is_file(page, block)  # which sessions use
    ]


@pytest.fixture(scope="module")
def vendors() -> Iterator[Vendors]:
    with all_vendors() as found:
        yield found


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_block_is_run_by_a_test(page: Path) -> None:
    found = list(blocks(page))
    assert {block.language for block in found} <= LANGUAGES
    texts = page.read_text(encoding="utf-8").count("\n```text\n")
    assert texts == sum(bool(block.output) for block in found)


@pytest.mark.parametrize(("page", "block"), shown("python", unmarked="def test_"))
def test_python(page: Path, block: Block, vendors: Vendors, tmp_path: Path) -> None:
    with vendors.troubled(block.code):
        done = Stage.of(page, tmp_path, vendors).python("-c", block.code)
    assert done.stderr == ""
    assert done.stdout == block.output


@pytest.mark.parametrize(("page", "block"), shown("python", marked="def test_"))
def test_tests(page: Path, block: Block, vendors: Vendors, tmp_path: Path) -> None:
    (tmp_path / "test_shown.py").write_text(block.code, encoding="utf-8")
    stage = Stage.of(page, tmp_path, vendors)
    done = stage.tests()
    assert done.returncode == 0, done.stdout
    assert block.code.count("def test_") == 1 and "1 passed" in done.stdout


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize(("page", "block"), shown("lua", unmarked="vim."))
def test_lua(
    page: Path,
    block: Block,
    version: LuaVersion,
    vendors: Vendors,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage.of(page, tmp_path, vendors)
    monkeypatch.delenv("INTEGRATIONS_CONFIG", raising=False)
    for name, value in {**stage.variables, "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    assert check_script(block.code, version=version) == []
    with vendors.troubled(block.code), LuaHost(version, 1) as host:
        result = host.execute(block.code)
    assert result.error is None
    assert result.output == block.output


@pytest.mark.parametrize(("page", "block"), shown("console", marked="$ integrations "))
def test_sessions(page: Path, block: Block, vendors: Vendors, tmp_path: Path) -> None:
    assert Stage.of(page, tmp_path, vendors).session(block.code) == block.code


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("adding"), "frankfurter")


def test_an_integration_is_added_step_by_step(project: Project) -> None:
    """The guide's blocks in their order: commands run, and definitions take the place of those that `new` writes."""
    folder = project.definitions / "open_weather"
    for block in blocks(ADDING):
        if block.language == "console":
            first, _, expected = block.code.partition("\n")
            done = project.run(*shlex.split(first.removeprefix("$ python -m generator ")))
            assert done.stdout == expected
            if " new " in first:
                (folder / "functions" / "list_items.json").unlink()
        elif block.language == "json":
            (folder / _definition_in(block)).write_text(block.code, encoding="utf-8")
        elif block.code == "make generate\n":
            done = project.run("generate")
            assert done.returncode == 0, done.stdout + done.stderr
    assert (project.generated / "docs" / "open_weather" / "agent.md").is_file()


def _definition_in(block: Block) -> str:
    schema = json.loads(block.code).get("$schema", "")
    if schema.endswith("/integration.schema.json"):
        return "integration.json"
    return "functions/list_stations.json" if schema else "types.json"


def test_all_sessions_are_of_a_program_that_is_run() -> None:
    programs = ("$ integrations ", "$ python -m generator ")
    for page in GUIDES:
        for block in blocks(page):
            if block.language == "console":
                assert block.code.startswith(programs)
                assert page == ADDING or block.code.startswith(programs[0])


@pytest.mark.parametrize(("page", "block"), shown("sh"))
def test_shell(page: Path, block: Block) -> None:
    """What changes a checkout or an environment is not run; that there is such a command is proven."""
    for line in block.code.splitlines():
        words = [each for each in shlex.split(line.partition(" > ")[0]) if "=" not in each]
        match words:
            case ["make", target]:
                assert f"\n{target}:" in (REPOSITORY / "Makefile").read_text(encoding="utf-8")
            case ["pip", "install", what]:
                project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
                assert what.removeprefix(".").strip("[]") in project["optional-dependencies"]
            case ["integrations", command, *_]:
                assert program_parser(command).parse_args(words[1:])
            case [".venv/bin/pytest", folder]:
                assert (REPOSITORY / folder).is_dir()
            case _:
                pytest.fail(f"{page.name}: {line} is not proven by this test")


@pytest.mark.parametrize(("page", "block"), shown("toml"))
def test_toml(page: Path, block: Block) -> None:
    assert tomllib.loads(block.code)
    assert is_file(page, block), "no session uses it"


@pytest.mark.parametrize(("page", "block"), shown("json", unmarked="Lua."))
def test_json(page: Path, block: Block) -> None:
    assert json.loads(block.code)
    assert page == ADDING, "only its definitions are used by a test"


@pytest.mark.parametrize(("page", "block"), shown("json", marked="Lua."))
def test_settings_of_vs_code_are_those_that_are_shipped(page: Path, block: Block) -> None:
    shipped = json.loads((find("lua") / "luarc.json").read_bytes())
    for name, value in json.loads(block.code).items():
        assert name.startswith("Lua.")
        of_server = name.removeprefix("Lua.")
        assert of_server == "workspace.library" or shipped[of_server] == value


@pytest.mark.parametrize(("page", "block"), shown("lua", marked="vim."))
def test_settings_of_neovim_run_where_neovim_runs_them(page: Path, block: Block) -> None:
    """Neovim itself is not needed to see that its functions get what they take."""
    with LuaHost() as host:
        result = host.execute(f"""
            local log = {{}}
            vim = {{ lsp = {{
              config = function(name, config) log[#log + 1] = {{ name, config }} end,
              enable = function(name) log[#log + 1] = {{ name }} end,
            }} }}
            {block.code}
            return json.encode(log)
        """)
    assert result.error is None
    (name, settings), enabled = json.loads(str(result.values[0]))
    assert (name, enabled) == ("lua_ls", ["lua_ls"])
    assert settings.keys() == {"cmd", "filetypes", "root_markers"}


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_files_are_used(page: Path) -> None:
    sessions = [block.code for block in blocks(page) if block.language == "console"]
    for name in named_files(page):
        assert name.endswith("config.toml") or any(name in code for code in sessions)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        assert (page.parent / target).exists(), target
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", page.read_text(encoding="utf-8")):
        assert anchor in anchors(page.parent / target if target else page), f"{target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_guides_are_short(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) < 200


def test_the_guide_to_lua_tells_all_options_of_the_command(tmp_path: Path) -> None:
    text = LUA.read_text(encoding="utf-8")
    described = run(tmp_path, "lua", "--help").stdout
    options = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", described)) - {"--help"}
    assert "--check" in options
    assert [
        each for each in sorted(options) if f"`{each}" not in text and f" {each}" not in text
    ] == []
