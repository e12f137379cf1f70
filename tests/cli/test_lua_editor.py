"""`lua --luarc` and `lua --library-path`: what editors are given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from integrations_runtime.resources import find
from tests.support.commands import run


def test_the_library_path_leads_to_the_annotations(home: Path) -> None:
    done = run(home, "lua", "--library-path")
    assert (done.returncode, done.stderr) == (0, "")
    folder = Path(done.stdout.removesuffix("\n"))
    assert folder.is_absolute()
    assert (folder / "app.lua").is_file() and (folder / "types" / "groq.lua").is_file()


@pytest.mark.parametrize("version", ["5.1", "5.4"])
def test_settings_are_those_of_the_add_on_with_the_path_of_this_installation(
    home: Path, version: str
) -> None:
    done = run(home, "lua", "--luarc", "--lua", version)
    assert (done.returncode, done.stderr) == (0, "")
    given = json.loads(done.stdout)
    shipped = json.loads((find("lua") / "luarc.json").read_bytes())
    assert given.pop("workspace.library") == [str((find("lua") / "library").resolve())]
    assert given.pop("runtime.version") == f"Lua {version}"
    assert shipped.keys() - given.keys() == {"workspace.library", "runtime.version"}
    assert given.items() <= shipped.items()


def test_one_of_both_at_a_time(home: Path) -> None:
    done = run(home, "lua", "--luarc", "--library-path")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("argument --library-path: not allowed with argument --luarc\n")
