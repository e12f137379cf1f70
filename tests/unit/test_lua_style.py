"""All checked-in Lua, and every example on the pages, is in stylua's form and clean under luacheck."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.snippets import lua
from tests.support.definitions import DEFINITIONS, real
from tests.support.tools import REPOSITORY, FindTool

FOLDERS = ("generated/lua", "runtime")


def lua_files() -> list[str]:
    files = [file for folder in FOLDERS for file in (REPOSITORY / folder).rglob("*.lua")]
    assert files, "no Lua file was found to check"
    return sorted(str(file.relative_to(REPOSITORY)) for file in files)


def run(*command: str) -> None:
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_stylua(tool: FindTool) -> None:
    run(tool("stylua"), "--check", "--color", "never", *lua_files())


def test_luacheck(tool: FindTool) -> None:
    run(tool("luacheck"), "--quiet", "--no-color", *lua_files())


def write_examples(folder: Path) -> list[str]:
    """Writes every example of the pages into a file of its own."""
    paths: list[str] = []
    for number, code in enumerate(examples()):
        path = folder / f"example_{number}.lua"
        path.write_text(code.rstrip("\n") + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def examples() -> Iterator[str]:
    for path in sorted(DEFINITIONS.glob("*/integration.json")):
        integration = real(path.parent.name)
        yield lua.multi_account(integration)
        for function in integration.functions:
            for example in (*function.examples, function.derived_example):
                yield lua.call(integration, example)
            if function.streaming is not None:
                yield lua.stream(integration, function)
            if function.item is not None:
                yield lua.iterate(integration, function)


def test_stylua_on_examples(tool: FindTool, tmp_path: Path) -> None:
    width = ("--column-width", str(lua.WIDTH))
    configuration = ("--config-path", str(REPOSITORY / "stylua.toml"))
    run(
        tool("stylua"),
        "--check",
        "--color",
        "never",
        *configuration,
        *width,
        *write_examples(tmp_path),
    )


def test_luacheck_on_examples(tool: FindTool, tmp_path: Path) -> None:
    run(
        tool("luacheck"),
        "--quiet",
        "--no-color",
        "--config",
        ".luacheckrc",
        *write_examples(tmp_path),
    )
