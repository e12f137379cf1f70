"""A wide integration in Lua: the module of a group is loaded when one of its functions is first used, and all names are known before."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from generator.targets.lua import TARGET
from integrations_runtime.lua import LUA_VERSIONS, Bridge, LuaHost, LuaScriptError, LuaVersion
from integrations_runtime.lua.modules import Modules
from tests.support import wide
from tests.support.definitions import integration

NAMES = ["ping", "list_pens", "iter_pens", "get_pen", "list_makers", "ink", "get_part_39"]
UNKNOWN = "script:1: Unknown function: app.integrations.acme"


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wide")
    for path, file in TARGET.integration(integration(wide.MANY, types=wide.TYPES)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, encoding="utf-8")
    return folder / "lua"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules that are read."""
    found: list[str] = []
    original = Modules.read

    def reading(self: Modules, name: str, group: str | None = None) -> bytes | None:
        found.append(name if group is None else f"{name}.{group}")
        return original(self, name, group)

    monkeypatch.setattr(Modules, "read", reading)
    return found


@pytest.mark.parametrize("version", ["lua51", "lua54", "luajit21"])
def test_functions_have_all_their_names(version: str, modules: Path) -> None:
    library = importlib.import_module(f"lupa.{version}")
    runtime = library.LuaRuntime(encoding=None, register_builtins=False, register_eval=False)
    lines: list[str] = []
    bridge = Bridge(runtime=runtime, modules=modules, output=lines.append)
    for name in NAMES:
        bridge.run(
            f"local i = app.integrations.acme\n"
            f"print(type(i.{name}), i.{name} == i.acme_{name}, type(i.default.{name}), i.work.{name} == i.{name})"
        )
    assert lines == ["function\ttrue\tfunction\tfalse"] * len(NAMES)


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_groups_are_loaded_when_they_are_used(
    version: LuaVersion, modules: Path, read: list[str]
) -> None:
    bridge = Bridge(version=version, modules=modules)
    bridge.run("local f = app.integrations.acme.ping")
    assert read == ["acme"]
    bridge.run("pcall(function() return app.integrations.acme.work.list_pen({}) end)")
    assert read == ["acme"]
    bridge.run("local f = app.integrations.acme.acme_get_pen")
    assert read == ["acme", "acme.pens"]
    bridge.run("local i = app.integrations.acme local f, g = i.list_pens, i.work.iter_pens")
    assert read == ["acme", "acme.pens"]
    bridge.run("local f = app.integrations.acme.ink")
    assert read == ["acme", "acme.pens", "acme.ink"]


@pytest.mark.parametrize("version", LUA_VERSIONS)
@pytest.mark.parametrize("before", ["", "local f = app.integrations.acme.list_pens "])
def test_what_is_misspelt_is_looked_for_in_all_groups(
    version: LuaVersion, before: str, modules: Path
) -> None:
    bridge = Bridge(version=version, modules=modules)
    for call, message in {
        "get_penn()": f"{UNKNOWN}.get_penn. Did you mean: get_pen?",
        "work.itr_pens()": f"{UNKNOWN}.work.itr_pens. Did you mean: iter_pens?",
        "acme_list_maker()": f"{UNKNOWN}.acme_list_maker. Did you mean: list_makers?",
        "pens.list()": f"{UNKNOWN}.pens.list. Did you mean: list_pens?",
    }.items():
        with pytest.raises(LuaScriptError) as caught:
            bridge.run(f"{before}app.integrations.acme.{call}")
        assert str(caught.value) == message


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_calls_name_their_function_and_account(version: LuaVersion, modules: Path) -> None:
    asked: list[tuple[str, str | None]] = []

    def clients(name: str, account: str | None) -> Any:
        asked.append((name, account))
        raise RuntimeError

    lines: list[str] = []
    bridge = Bridge(version=version, modules=modules, clients=clients, output=lines.append)
    bridge.run("print(pcall(app.integrations.acme.work.iter_pens, {}))")
    assert asked == [("acme", "work")]
    assert lines == ["false\tscript:1: acme.list_pens: internal error (RuntimeError)"]


@pytest.mark.parametrize("version", LUA_VERSIONS)
def test_the_sandbox_loads_groups_too(version: LuaVersion, modules: Path) -> None:
    with LuaHost(modules=modules, version=version) as host:
        found = host.execute(
            "local i = app.integrations.acme "
            "return type(i.get_part_39), select(2, pcall(function() i.lst_makers() end))"
        )
    assert found.error is None
    assert found.values == ("function", f"{UNKNOWN}.lst_makers. Did you mean: list_makers?")
