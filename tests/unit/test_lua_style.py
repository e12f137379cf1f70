"""All checked-in Lua is in stylua's form and clean under luacheck."""

import subprocess

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
