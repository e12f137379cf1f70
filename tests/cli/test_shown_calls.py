"""The commands that pages show of what the real integrations lack: files, texts, empty answers."""

import subprocess
from pathlib import Path

import pytest

from generator.snippets import cli
from integrations_runtime.testing import MockVendor
from tests.cli.acme import FUNCTIONS, KEY, TYPES
from tests.support.commands import environment, in_shell
from tests.support.definitions import integration


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_command_prints_what_is_shown(
    name: str, home: Path, acme: MockVendor, acme_package: dict[str, str]
) -> None:
    (home / "notes.txt").write_text("hello")
    made = integration(FUNCTIONS, types=TYPES, **KEY)
    snippet = cli.call(made, made.function(name).examples[0])
    variables = {**acme_package, **acme.environment()}
    done = subprocess.run(
        ["sh", "-c", in_shell(snippet.code)],
        cwd=home,
        env=environment(home, variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", snippet.output)
    assert [each.function for each in acme.requests] == [name]
