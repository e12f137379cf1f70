"""`doctor`: what is configured, where it comes from, and the next command; never a value."""

from __future__ import annotations

import json
from pathlib import Path

from integrations_runtime.testing import MockVendor
from tests.support.commands import on_terminal, run
from tests.support.definitions import NAMES

SECRET = "s3cret-key"


def write_config(home: Path, text: str) -> None:
    folder = home / ".config" / "integrations"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text)
    (folder / "config.toml").chmod(0o600)


def test_nothing_is_configured(home: Path) -> None:
    done = run(home, "doctor")
    others = [each for each in NAMES if each not in ("frankfurter", "hacker_news", "wikipedia")]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "frankfurter: ready\n"
        "  next: integrations doctor frankfurter --online\n"
        "hacker_news: ready\n"
        "  next: integrations doctor hacker_news --online\n"
        "wikipedia: ready\n"
        "  next: integrations doctor wikipedia --online\n"
        f"not configured: {', '.join(others)}\n"
        "  next: integrations configure elevenlabs\n"
    )


def test_one_that_is_not_configured(home: Path) -> None:
    done = run(home, "doctor", "groq")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "groq: not configured\n"
        "  api_key: missing\n"
        "  problem: the credential api_key is missing: pass api_key=… or set GROQ_API_KEY or add api_key to "
        "[groq.default] in ~/.config/integrations/config.toml\n"
        "  next: integrations configure groq\n"
    )


def test_every_account_with_its_sources(home: Path) -> None:
    write_config(home, f'[groq.work]\napi_key = "{SECRET}"\nbase_url = "https://example.com"\n')
    env = {"GROQ_API_KEY__PERSONAL": SECRET, "GROQ_BASE_URL": "https://api.example.com"}
    done = run(home, "doctor", "groq", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "groq (personal): ready\n"
        "  api_key: GROQ_API_KEY__PERSONAL\n"
        "  base_url: GROQ_BASE_URL\n"
        "  next: integrations doctor groq --account personal --online\n"
        "groq (work): ready\n"
        "  api_key: [groq.work] in ~/.config/integrations/config.toml\n"
        "  base_url: [groq.work] in ~/.config/integrations/config.toml\n"
        "  next: integrations doctor groq --account work --online\n"
    )


def test_what_cannot_be_used_is_told_for_all(home: Path) -> None:
    write_config(home, f'[groq.default]\napi_kee = "{SECRET}"\n')
    done = run(home, "doctor")
    assert done.returncode == 1
    assert SECRET not in done.stdout
    assert (
        "groq: unusable\n"
        "  api_key: missing\n"
        "  problem: [groq.default] in ~/.config/integrations/config.toml: unknown key 'api_kee'; did you mean 'api_key'?\n"
        "  next: integrations configure groq\n"
    ) in done.stdout


def test_a_cheap_read_shows_that_it_works(home: Path, groq: MockVendor) -> None:
    done = run(home, "doctor", "groq", "--online", env=groq.environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "groq: ready\n"
        "  api_key: GROQ_API_KEY\n"
        "  base_url: GROQ_BASE_URL\n"
        "  online: list_models worked\n"
        "  next: integrations call groq.list_models\n"
    )
    assert [each.function for each in groq.requests] == ["list_models"]


def test_the_cheap_read_gets_the_arguments_that_it_needs(home: Path) -> None:
    with MockVendor("openweather") as vendor:
        done = run(home, "doctor", "openweather", "--online", env=vendor.environment())
        (asked,) = vendor.requests
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        "  online: get_current_weather worked\n"
        """  next: integrations call openweather.get_current_weather '{"lat": 52.52, "lon": 13.41, "units": "metric"}'\n"""
    )
    assert asked.function == "get_current_weather"
    assert asked.query == [("lat", "52.52"), ("lon", "13.41"), ("units", "metric")]


def test_a_refused_credential(home: Path) -> None:
    with MockVendor("groq", credentials={"api_key": "right"}) as vendor:
        env = {**vendor.environment(), "GROQ_API_KEY": SECRET}
        done = run(home, "doctor", "groq", "--online", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert SECRET not in done.stdout
    online = report.pop("online")
    assert online["error"].startswith("groq.list_models: 401 ")
    assert (online["success"], online["refused"]) == (False, True)
    assert report == {
        "integration": "groq",
        "account": "default",
        "state": "ready",
        "sources": {"api_key": "GROQ_API_KEY", "base_url": "GROQ_BASE_URL"},
        "problem": None,
        "next": "integrations configure groq",
    }


def test_colours_on_a_terminal(home: Path) -> None:
    status, shown = on_terminal(home, "doctor", "frankfurter")
    assert status == 0
    assert shown.splitlines()[0] == "\x1b[1mfrankfurter\x1b[0m: \x1b[32mready\x1b[0m"
