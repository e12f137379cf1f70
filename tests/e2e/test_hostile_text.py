"""Text of a definition stays text: whatever it holds, it cannot become code, break a table, or end a comment."""

import ast
import importlib
import json
import re
from pathlib import Path
from typing import Any

import black
import pytest

from generator.load.tree import Tree, read_tree
from generator.pipeline import generate

SAMPLE = Path(__file__).resolve().parents[1] / "format" / "v1"
PROSE = frozenset({"description", "hint", "label", "note", "reason", "summary", "text", "title"})
HOSTILE = (
    'a"""b\'\'\'c\\"d\\',
    "]] --[[ ]=] os.exit() --",
    "| a | `b | c` `` d |",
    "# heading\n\n- item\n\n```lua\nos.exit()\n```",
    "<script>alert(1)</script> <!-- --> [x](javascript:alert(1)) ![y](z)",
    "{{ 7*7 }} {% raise %} ${x} %s {0} {print()}",
    "*/ /* // \\N{DASH} \\u0022 \\x22 \\n",
    "---@class Evil\n---@field x any",
)


def poison(value: Any, text: str, at: tuple[Any, ...] = ()) -> Any:
    """Returns a definition whose prose is another text; titles of types and examples name things, and keep their own."""
    if isinstance(value, dict):
        return {key: poison(inner, text, (*at, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [poison(inner, text, (*at, position)) for position, inner in enumerate(value)]
    data = {"arguments", "response", "properties", "default", "body"} & set(at[:-1])
    named = at[-1:] == ("title",) and at != ("title",)
    if (
        isinstance(value, str)
        and at
        and at[-1] in PROSE
        and not named
        and not data - {"properties"}
    ):
        return text
    return value


@pytest.fixture(scope="module", params=HOSTILE, ids=range(len(HOSTILE)))
def generated(request: pytest.FixtureRequest) -> dict[str, str]:
    """Everything that is generated from the sample with one hostile text in every descriptive field."""
    tree = read_tree(SAMPLE, "definitions")
    poisoned = {
        path: json.dumps(poison(json.loads(data), request.param)).encode()
        for path, data in tree.integrations["everything"].items()
    }
    output = generate(Tree("definitions", {"everything": poisoned}))
    assert [str(each) for each in output.findings] == []
    return {path: data.decode() for path, data in (output.generated or {}).items()}


@pytest.fixture(scope="module")
def harmless() -> dict[str, str]:
    """Everything that is generated from the sample as it is."""
    output = generate(read_tree(SAMPLE, "definitions"))
    return {path: data.decode() for path, data in (output.generated or {}).items()}


def code(text: str) -> str:
    """Returns the syntax of a Python module without its strings that stand alone."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_text(each)]  # type: ignore[attr-defined]  # any node with a body
    return re.sub(
        r"\n+", "\n", re.sub(r"deprecated\(.*?category=None\)", "", ast.unparse(tree), flags=re.S)
    )


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_python_is_the_same_code(generated: dict[str, str], harmless: dict[str, str]) -> None:
    for path, text in generated.items():
        if path.endswith(".py"):
            compile(text, path, "exec")
            assert black.format_str(text, mode=black.Mode(line_length=100)) == text, path
        if path.endswith(("client.py", "models.py", "params.py")):
            assert code(text) == code(harmless[path]), path


@pytest.mark.parametrize("version", ["lua51", "lua54", "luajit21"])
def test_lua_is_the_same_code(
    generated: dict[str, str], harmless: dict[str, str], version: str
) -> None:
    runtime = importlib.import_module(f"lupa.{version}").LuaRuntime()
    for path, text in generated.items():
        if path.endswith(".lua"):
            runtime.compile(text)
            statements = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
            expected = [
                line for line in harmless[path].splitlines() if not line.lstrip().startswith("--")
            ]
            assert statements == expected, path


def test_tables_keep_their_cells_and_fences_their_ends(generated: dict[str, str]) -> None:
    for path, text in generated.items():
        if path.endswith(".md"):
            cells = 0
            fence = ""
            for line in text.splitlines():
                mark = re.match(r"`{3,}", line)
                if fence:
                    fence = "" if line.strip() == fence else fence
                elif mark:
                    fence = mark[0]
                elif line.startswith("|"):
                    found = len(re.findall(r"(?<!\\)\|", line))
                    assert cells in (0, found), f"{path}: {line}"
                    cells = found
                else:
                    cells = 0
                    assert "<script" not in line.replace("\\<", "").replace(
                        "&lt;", ""
                    ), f"{path}: {line}"
            assert fence == "", path


def test_json_stays_json(generated: dict[str, str]) -> None:
    for path, text in generated.items():
        if path.endswith(".json"):
            json.loads(text)
