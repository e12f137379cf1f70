"""`completion`: scripts that shells accept, and what they offer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import environment, run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_accepts_its_script(home: Path, shell: str) -> None:
    script = run(home, "completion", shell).stdout
    assert "integrations completion --words" in script
    if found := shutil.which(shell):
        subprocess.run([found, "-n"], input=script, text=True, check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("integrations ca", "call"),
        ("integrations call gro", "groq."),
        ("integrations call groq.list_m", "groq.list_models groq.list_messages"),
        ("integrations docs mis", "mistralai"),
        ("integrations call groq.list_models --dr", "--dry-run"),
        ("integrations completion z", "zsh"),
        ("integrations call groq.list_files --arg ''", "purpose= limit= after="),
        ("integrations call groq_list_files --json --arg l", "limit="),
        ("integrations call groq.nope --arg ''", ""),
        ("integrations call groq.list_files --account ''", "default home work"),
        ("integrations doctor groq --account w", "work"),
        ("integrations lua --lib", "--library-path"),
        ("integrations nothing x", ""),
    ],
)
def test_bash_is_offered(home: Path, words: str, offered: str) -> None:
    folder = home / ".config" / "integrations"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[groq.work]\napi_key = 'a'\n")
    (folder / "config.toml").chmod(0o600)
    count = len(words.split()) - 1
    program = (
        f'eval "$(integrations completion bash)"; COMP_WORDS=({words}); COMP_CWORD={count}; '
        '_integrations; echo "${COMPREPLY[*]}"'
    )
    env = environment(home, {"GROQ_API_KEY__HOME": "b"})
    env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
    done = subprocess.run(
        ["bash", "-c", program], env=env, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == (f"{offered}\n", "")


def test_a_shell_must_be_named(home: Path) -> None:
    done = run(home, "completion")
    assert done.returncode == 2
    assert done.stderr.endswith("error: the following arguments are required: SHELL\n")


def test_parameters_that_are_files_have_an_option_of_their_own(
    home: Path, acme_package: dict[str, str]
) -> None:
    for option, offered in (("--arg", "title=\n"), ("--file", "file=\n")):
        words = ("call", "acme.send_file", option, "")
        assert run(home, "completion", "--words", *words, env=acme_package).stdout == offered
