"""Which configuration file is read, when, and what is said about one that cannot be used."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from integrations_runtime import ConfigurationError
from tests.support.acme import client_class
from tests.support.configuration import WriteConfig, refused, shown_by, used
from tests.support.tools import REPOSITORY

SECRET = "s3cret-of-acme"
FILE = "~/.config/integrations/config.toml"

pytestmark = pytest.mark.filterwarnings("ignore:acme.old_parts is deprecated")


# Which file


def test_the_variable_names_another_file(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usual = write_config('[acme.default]\napi_key = "of-usual"\n')
    other = usual.rename(tmp_path / "other.toml")
    usual = write_config('[acme.default]\napi_key = "of-another"\n')
    monkeypatch.setenv("INTEGRATIONS_CONFIG", str(other))
    assert used()[1] == "Bearer of-usual"
    monkeypatch.setenv("INTEGRATIONS_CONFIG", "~/other.toml")
    assert used()[1] == "Bearer of-usual"
    assert refused(account="work").endswith(
        "or add api_key to [acme.work] in ~/other.toml; ~/other.toml has the account default"
    )
    monkeypatch.setenv("INTEGRATIONS_CONFIG", "")
    assert used()[1] == "Bearer of-another"


def test_a_relative_file_is_shown_as_it_was_named(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_config("")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("INTEGRATIONS_CONFIG", "config.toml")
    assert refused().endswith("or add api_key to [acme.default] in config.toml")


def test_the_null_device_is_an_empty_file(
    write_config: WriteConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config('[acme.default]\napi_key = "of-file"\n')
    monkeypatch.setenv("INTEGRATIONS_CONFIG", os.devnull)
    assert refused().endswith(f"or add api_key to [acme.default] in {os.devnull}")


def test_a_file_that_was_asked_for_must_be_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("INTEGRATIONS_CONFIG", str(tmp_path / "absent.toml"))
    assert refused(api_key="k") == (
        "acme: the configuration file ~/absent.toml (from INTEGRATIONS_CONFIG) does not exist"
    )
    monkeypatch.setenv("INTEGRATIONS_CONFIG", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    assert refused(api_key="k") == (
        f"acme: the configuration file {tmp_path} (from INTEGRATIONS_CONFIG) is a directory"
    )
    (tmp_path / "file").touch()
    monkeypatch.setenv("INTEGRATIONS_CONFIG", str(tmp_path / "file" / "config.toml"))
    assert refused(api_key="k") == (
        f"acme: the configuration file {tmp_path}/file/config.toml (from INTEGRATIONS_CONFIG) "
        "cannot be read: Not a directory"
    )


def test_without_a_home_folder_there_is_no_usual_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    assert used(api_key="k")[1] == "Bearer k"
    assert refused().endswith(
        "or add api_key to [acme.default] in the file that INTEGRATIONS_CONFIG names"
    )


def test_a_folder_in_place_of_the_usual_file_is_an_error(write_config: WriteConfig) -> None:
    path = write_config("")
    path.unlink()
    path.mkdir()
    assert refused(api_key="k") == f"acme: the configuration file {FILE} is a directory"


@contextlib.contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root reads everything; for the time of the block it is nobody."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib  # noqa: F401 - somebody else may not be able to load it

    used(api_key="k")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.toml")
        path.write_text(f'[acme.default]\napi_key = "{SECRET}"\n')
        path.chmod(0o000)
        Path(folder).chmod(0o755)
        monkeypatch.setenv("INTEGRATIONS_CONFIG", str(path))
        with as_somebody_else():
            message = refused()
    assert message == (
        f"acme: the configuration file {path} (from INTEGRATIONS_CONFIG) "
        "cannot be read: Permission denied"
    )


def test_a_home_folder_that_may_not_be_entered_holds_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used(api_key="k")
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("HOME", f"{folder}/home")
        Path(folder, "home").mkdir(mode=0o000)
        Path(folder).chmod(0o755)
        with as_somebody_else():
            assert used(api_key="k")[1] == "Bearer k"


# When it is read


def test_a_changed_file_is_read_again(write_config: WriteConfig) -> None:
    path = write_config('[acme.default]\napi_key = "before"\n')
    os.utime(path, ns=(0, 1_000))
    assert used()[1] == "Bearer before"
    write_config('[acme.default]\napi_key = "latter"\n')
    os.utime(path, ns=(0, 2_000))
    assert used()[1] == "Bearer latter"
    path.unlink()
    assert "the credential api_key is missing" in refused()


def test_an_unchanged_file_is_not_read_again(write_config: WriteConfig) -> None:
    text = '[acme.default]\napi_key = "before"\n'
    path = write_config(text)
    os.utime(path, ns=(0, 1_000))
    assert used()[1] == "Bearer before"
    path.write_text("no longer TOML".ljust(len(text)))  # the same file, of the same size
    os.utime(path, ns=(0, 1_000))
    assert used()[1] == "Bearer before"
    os.utime(path, ns=(0, 2_000))
    assert refused(api_key="k").startswith(f"acme: {FILE}:1:4: not TOML: ")


def test_threads_share_one_reading(write_config: WriteConfig) -> None:
    write_config('[acme.default]\napi_key = "of-file"\n')
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: used()[1], range(40)))
    assert set(found) == {"Bearer of-file"}


FORKING = """
import os, signal, sys, threading
from tests.support.acme import Acme

signal.alarm(20)  # ends a process that waits for ever
slow, quick = sys.argv[1:]
os.environ["INTEGRATIONS_CONFIG"] = slow
reader = threading.Thread(target=lambda: Acme(api_key="k"))
reader.start()
writing = os.open(slow, os.O_WRONLY)  # done when the thread has opened it for reading
child = os.fork()
if child == 0:
    signal.alarm(10)
    os.environ["INTEGRATIONS_CONFIG"] = quick
    print(Acme().account, flush=True)
    os._exit(0)
status = os.waitpid(child, 0)[1]
os.close(writing)
reader.join()
sys.exit(status)
"""


def test_a_process_forked_while_a_thread_reads_can_read_too(
    write_config: WriteConfig, tmp_path: Path
) -> None:
    quick = write_config('[acme.default]\napi_key = "k"\n')
    os.mkfifo(tmp_path / "slow.toml")
    completed = subprocess.run(
        [sys.executable, "-c", FORKING, str(tmp_path / "slow.toml"), str(quick)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (completed.returncode, completed.stdout) == (0, "default\n"), completed.stderr


# What can be wrong with it


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f'[acme.default]\napi_key = "{SECRET}"\nregion "fr"\n',
            "3:8: not TOML: Expected '=' after a key in a key/value pair",
        ),
        (f"[acme.default]\napi_key = {SECRET}\n", "2:11: not TOML: Invalid value"),
        (
            f'[acme.default]\napi_key = "{SECRET}"\n[acme',
            "3:6: not TOML: Expected ']' at the end of a table declaration",
        ),
        (
            f'[acme.default]\napi_key = "{SECRET}"\nregion = {"[" * 5000}',
            " the values are nested too deeply",
        ),
        (
            f'[acme.default]\napi_key = "{SECRET}"\nregion = {"1" * 5000}',
            " not TOML: Exceeds the limit (4300 digits) for integer string conversion: "
            "value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit",
        ),
    ],
)
def test_what_is_not_toml_is_told_with_its_place(
    write_config: WriteConfig, text: str, problem: str
) -> None:
    write_config(text)
    assert refused(api_key="k") == f"acme: {FILE}:{problem}"


def test_a_file_that_is_not_utf_8_is_an_error(write_config: WriteConfig) -> None:
    path = write_config("")
    path.write_bytes(f'[acme.default]\napi_key = "{SECRET}é"\n'.encode("latin-1"))
    assert refused() == f"acme: {FILE}:2: the file is not UTF-8"


def test_a_byte_order_mark_does_no_harm(write_config: WriteConfig) -> None:
    write_config('\ufeff[acme.default]\napi_key = "of-file"\n')
    assert used()[1] == "Bearer of-file"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "acme = 3",
            "[acme] in FILE: must be a table that holds one for each account, like [acme.default], not an integer",
        ),
        (
            f'[acme]\napi_key = "{SECRET}"',
            "[acme] in FILE: 'api_key' belongs in the table of an account, like [acme.default]",
        ),
        (
            f'[[acme.work]]\napi_key = "{SECRET}"',
            "[acme.work] in FILE: must be one table: write [acme.work], not [[acme.work]]",
        ),
        (
            f'[acme.work]\napi_kye = "{SECRET}"',
            "[acme.work] in FILE: unknown key 'api_kye'; did you mean 'api_key'?",
        ),
        (
            f'[acme.work]\ncolour = "{SECRET}"',
            "[acme.work] in FILE: unknown key 'colour'; "
            "the keys are api_key, region, tenant, base_url and policy",
        ),
        (
            "[acme.work]\napi_key = 31337",
            "[acme.work] in FILE: api_key must be text in quotes, not an integer",
        ),
        (
            "[acme.work]\nregion = true\ntenant = 1.5\nbase_url = 2026-11-21",
            "[acme.work] in FILE: region must be text in quotes, not a boolean; "
            "[acme.work] in FILE: tenant must be text in quotes, not a number; "
            "[acme.work] in FILE: base_url must be text in quotes, not a date or time",
        ),
        (
            f'[acme.work]\nregion = ["{SECRET}"]\ntenant.x = "{SECRET}"',
            "[acme.work] in FILE: region must be text in quotes, not an array; "
            "[acme.work] in FILE: tenant must be text in quotes, not a table",
        ),
        (
            f'[acme.Work]\napi_key = "{SECRET}"',
            "[acme.Work] in FILE: 'Work' is not an account name: "
            "lower-case letters, digits and underscores, a letter first",
        ),
        (
            f'[acme."my work"]\napi_key = "{SECRET}"',
            "[acme.\"my work\"] in FILE: 'my work' is not an account name: "
            "lower-case letters, digits and underscores, a letter first",
        ),
        (
            '[acme]\npolicy = "deny"',
            "[acme.policy] in FILE: must be a table with read and write, not text",
        ),
        (
            '[acme.work]\npolicy = "deny"',
            "[acme.work.policy] in FILE: must be a table with read and write, not text",
        ),
        (
            '[acme.policy]\nraed = "deny"',
            "[acme.policy] in FILE: unknown operation 'raed'; did you mean \"read\"?",
        ),
        (
            f'[acme.policy]\napi_key = "{SECRET}"',
            "[acme.policy] in FILE: unknown operation 'api_key'; the operations are read and write",
        ),
        (
            '[acme.work.policy]\nread = "Denny"\nwrite = false',
            '[acme.work.policy] in FILE: read must be "allow", "deny" or "ask"; did you mean "deny"?; '
            '[acme.work.policy] in FILE: write must be "allow", "deny" or "ask"',
        ),
    ],
)
def test_what_is_wrong_with_a_table(write_config: WriteConfig, text: str, problem: str) -> None:
    write_config(f"{text}\n[groq.home]\napi_key = 1\n")
    for account in ("default", "work"):
        message = refused(account=account, api_key="k")
        assert message == "acme: " + problem.replace("FILE", FILE)


def test_an_unusable_value_is_told_with_its_table(write_config: WriteConfig) -> None:
    write_config(f'[acme.default]\napi_key = "{SECRET}\\n"\n')
    assert refused() == (
        "acme: api_key contains a line break or another control character "
        f"(from [acme.default] in {FILE})"
    )
    write_config(f'[acme.default]\napi_key = "{SECRET}"\nregion = "EU"\n')
    assert refused() == (
        f"acme: the setting region must match the pattern [a-z]{{2}} (from [acme.default] in {FILE})"
    )
    write_config(f'[acme.default]\napi_key = "k"\nbase_url = "https://me:{SECRET}@example.com"\n')
    assert refused(account="work", api_key="k") == (
        "acme: the base URL must be http:// or https://, a host and a path, "
        f"without user name or query (from [acme.default] in {FILE})"
    )


def test_no_frame_of_a_missing_credential_shows_another_one(write_config: WriteConfig) -> None:
    write_config(f'[acme.default]\napi_key = "{SECRET}"\n')
    credentials = [{"key": "api_key", "env": []}, {"key": "user", "env": []}]
    with pytest.raises(ConfigurationError) as caught:
        client_class(credentials=credentials)()
    assert str(caught.value) == (
        "acme: the credential user is missing: "
        f"pass user=… or add user to [acme.default] in {FILE}"
    )
    assert not [text for text in shown_by(caught.value) if SECRET in text]


def test_tables_of_other_integrations_are_not_looked_at(write_config: WriteConfig) -> None:
    write_config('groq = 3\n[mistralai.Work]\napi_kye = 1\n[acme.default]\napi_key = "k"\n')
    assert used()[1] == "Bearer k"
