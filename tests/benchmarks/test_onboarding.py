"""Onboarding's rows: what they count, what they show, and what becomes of failures."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import plain_onboarding
from benchmarks.onboarding import table
from benchmarks.onboarding.report import count_operations
from benchmarks.onboarding.rows import Row, Written, reason
from benchmarks.onboarding.tools import (
    NAME,
    Tool,
    datamodel_code_generator,
    openapi_generator,
    openapi_python_client,
    ours,
)
from benchmarks.onboarding.turns import Failure, run
from benchmarks.onboarding.using import written
from benchmarks.usage import Usage
from tests.support.tools import REPOSITORY

USAGE = Usage(seconds=1.5, cpu=2.25, peak=50 * 1_048_576)
WRITTEN = Written(
    operations=1_200,
    lines=34_567,
    python=3_145_728,
    everything=4_194_304,
    client=0.2,
    models="ImportError: no such module",
    type_errors=0,
)


def put(folder: Path, *paths: str, text: str = "") -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def spaced(line: str) -> str:
    """A line with one space in place of many."""
    return " ".join(line.split())


def test_cells_stand_under_their_names() -> None:
    head = table.header(1_200, 1_048_576)
    line = table.line(Row("openapi-generator", [USAGE], WRITTEN))
    assert spaced(head) == (
        "1,200 operations, 1.0 MB seconds CPU peak operations lines Python all files client "
        "models errors"
    )
    assert spaced(line) == (
        "openapi-generator 1.50 2.25 50.0 MB 1,200 34,567 3.0 MB 4.0 MB 200 ms fails 0"
    )
    assert len(line) == len(head)


def test_a_row_shows_medians() -> None:
    samples = [Usage(1, 5, 10), Usage(2, 4, 30), Usage(9, 3, 20)]
    assert Row("one", samples).usage == Usage(2, 4, 20)


def test_a_step_has_no_more_than_what_it_took() -> None:
    assert spaced(table.line(Row("ours: import", [USAGE]))) == "ours: import 1.50 2.25 50.0 MB"


def test_what_there_is_not_is_a_dash() -> None:
    nothing = Written(None, 1, 0, 0, None, 0.1, None)
    shown = spaced(table.line(Row("models", [USAGE], nothing)))
    assert shown == "models 1.50 2.25 50.0 MB – 1 0.0 MB 0.0 MB – 100 ms –"


def test_a_failure_is_a_row_with_its_reason_cut() -> None:
    assert table.line(Row("peer", failed="no such file")).split(maxsplit=1) == [
        "peer",
        "failed: no such file",
    ]
    assert table.line(Row("peer", failed="x" * 500)).endswith(f" {'x' * 100}…")


def test_notes_tell_why_an_import_fails_and_what_is_missing() -> None:
    rows = [Row("peer", [USAGE], WRITTEN), Row("other", failed="it said nothing")]
    missing = [("one", "Java"), ("two", "some-package")]
    assert list(table.notes(rows, missing))[1:] == [
        "peer: its models do not import: ImportError: no such module",
        "one is left out: Java is not installed here.",
        "two is left out: some-package is not installed here. `make test-peers` gets it.",
    ]


@pytest.mark.parametrize(
    ("output", "errors", "expected"),
    [
        ("", "", "it said nothing"),
        ("half\n", "\n  Unsupported version\nmore\n", "Unsupported version"),
        ("a.json:1:1: error: X: No.\n1 error.\n", "Rendered a\n", "a.json:1:1: error: X: No."),
        ("Error(s) found\n  details\n", "\n", "Error(s) found"),
        ("", "Traceback (most recent call last):\n  File x\nKeyError: 'a'\n", "KeyError: 'a'"),
        (
            "",
            'warning\nException in thread "main" java.lang.Error: no\n\tat x\n',
            'Exception in thread "main" java.lang.Error: no',
        ),
    ],
)
def test_the_line_that_tells_why(output: str, errors: str, expected: str) -> None:
    assert reason(output, errors) == expected


def test_operations_are_counted_in_what_each_tool_writes(tmp_path: Path) -> None:
    client = f"client/{NAME}"
    put(
        tmp_path,
        f"{client}/api/things/list_things.py",
        f"{client}/api/things/get_thing.py",
        text="def _kwargs():\n    ...\n\ndef sync_detailed(\n    id: str):\n    ...\n",
    )
    put(tmp_path, f"{client}/api/things/__init__.py")
    assert openapi_python_client(tmp_path).operations == 2
    put(
        tmp_path,
        f"{client}/api/things_api.py",
        text="    async def get(\n    async def get_with_http_info(\n    def put_with_http_info(\n",
    )
    assert openapi_generator(tmp_path).operations == 2
    put(
        tmp_path,
        f"definitions/{NAME}/functions/list_things.json",
        f"definitions/{NAME}/integration.json",
        f"generated/python/integrations/{NAME}/models.py",
        f"generated/python/integrations/{NAME}/groups/things/models.py",
    )
    found = ours(tmp_path)
    assert found.operations == 1
    assert found.models == [
        f"integrations.{NAME}.groups.things.models",
        f"integrations.{NAME}.models",
    ]
    assert datamodel_code_generator(tmp_path).operations is None


def tool(step: str, again: str | None = None) -> Tool:
    """A tool that runs Python programs in place of a generator."""
    return Tool(
        "made up",
        (),
        lambda folder: (folder / "models").mkdir(),
        lambda folder: {"": ["-c", step]},
        lambda folder: {} if again is None else {"one": ["-c", again], "two": ["-c", again]},
        datamodel_code_generator,
    )


def test_steps_are_rows_and_so_is_their_sum(tmp_path: Path) -> None:
    found = run(tool("", again=""), tmp_path / "here")
    assert not isinstance(found, Failure)
    assert list(found) == [
        "made up",
        "made up, again: one",
        "made up, again: two",
        "made up, again",
    ]
    both = found["made up, again"]
    parts = [found["made up, again: one"], found["made up, again: two"]]
    assert both.seconds == sum(each.seconds for each in parts)
    assert both.peak == max(each.peak for each in parts)


def test_a_tool_that_fails_has_told_why(tmp_path: Path) -> None:
    assert run(tool("raise ValueError('no such thing')"), tmp_path / "here") == Failure(
        "ValueError: no such thing"
    )


def test_what_was_written_is_measured_and_imported(tmp_path: Path) -> None:
    program = f"open('models/{NAME}.py', 'w').write('A = 1\\nB = 2\\n'); open('models/a.md', 'w')"
    folder = tmp_path / "here"
    assert not isinstance(run(tool(program), folder), Failure)
    found = written(datamodel_code_generator(folder), 1, types=False)
    assert (found.operations, found.lines, found.python, found.everything) == (None, 2, 12, 12)
    assert isinstance(found.models, float)
    assert (found.client, found.type_errors) == (None, None)


def test_an_import_that_fails_is_told(tmp_path: Path) -> None:
    put(tmp_path, f"models/{NAME}.py", text="import no_such_module\n")
    found = written(datamodel_code_generator(tmp_path), 1, types=False)
    assert found.models == "ModuleNotFoundError: No module named 'no_such_module'"


def test_a_tool_that_is_not_installed_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert tool("").missing is None
    assert dataclasses.replace(tool(""), needs=("Java",)).missing == "Java"
    assert dataclasses.replace(tool(""), needs=("no_such_package",)).missing == "no-such-package"


def test_operations_of_a_document_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(
        "paths:\n  /a:\n    parameters: []\n    get: {}\n    post: {}\n  /b: {put: {}}\n"
    )
    assert count_operations(file) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "It has no `paths`, as an OpenAPI document has."),
        ("{", "The file is not JSON: expecting property name enclosed in double quotes."),
        (None, "The file cannot be read: No such file or directory."),
    ],
)
def test_a_document_that_cannot_be_used_is_explained(
    tmp_path: Path, text: str | None, message: str
) -> None:
    file = tmp_path / "openapi.json"
    if text is not None:
        file.write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "onboarding", str(file)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([".", "runtime", "generated/python"])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"benchmarks: error: {file}: {message}"


def test_rows_are_data() -> None:
    shown = json.loads(json.dumps(plain_onboarding(Row("ours", [USAGE], WRITTEN))))
    assert shown["name"] == "ours"
    assert shown["samples"] == [{"seconds": 1.5, "cpu": 2.25, "peak": 52_428_800}]
    assert shown["written"]["operations"] == 1_200
