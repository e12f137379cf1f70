"""`configure [NAME]`: asks for an account's credentials, and writes them to the configuration file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from .screen import USAGE, complain, styled, tell

if TYPE_CHECKING:
    from ..docs import IntegrationDoc
    from ..spec import IntegrationSpec, SettingSpec

SUMMARY: Final = "Ask for the credentials of an account, and write them to the configuration file."


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="the integration, such as groq")
    parser.add_argument(
        "--account", metavar="A", default="default", help="the account (%(default)s)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Asks and writes; status 2 where nobody can be asked."""
    from ..accounts.sources import ACCOUNT_NAME, ACCOUNT_NAMES
    from ..docs.catalogue import installed
    from ..errors import ArgumentError
    from ..packages import client_class
    from .config_file import location

    name = arguments.name
    if name is None:
        if not sys.stdin.isatty():
            raise ArgumentError("Name an integration: integrations configure NAME")
        name = _read("Integration: ", secret=False).strip()
    doc = installed().integration(name)
    spec = client_class(doc.name).SPEC
    if not ACCOUNT_NAME.fullmatch(arguments.account) or arguments.account == "policy":
        raise ArgumentError(f"'{arguments.account}' is not an account name: {ACCOUNT_NAMES}")
    questions = list(_questions(doc, spec))
    if not questions:
        tell(f"{doc.title} needs no credentials.")
        return 0
    where = location()
    if not sys.stdin.isatty():
        lines = "\n".join(f'{each.key} = "…"' for each in questions if each.required)
        heading = _heading(doc, arguments.account)
        complain(
            "error",
            f"configure asks on a terminal. Add to {where.shown} instead:\n\n{heading}\n{lines}",
        )
        return USAGE
    return _configure(doc, spec, arguments.account, questions)


class _Question(NamedTuple):
    """One value that an account may have."""

    key: str
    label: str
    hint: str | None
    secret: bool
    required: bool
    default: str | None
    setting: SettingSpec | None = None
    """What a value must be like, unless it is a credential."""


def _questions(doc: IntegrationDoc, spec: IntegrationSpec) -> Iterator[_Question]:
    for each in spec["credentials"]:
        about = doc.credentials[each["key"]]
        yield _Question(
            each["key"],
            about["label"],
            about.get("hint"),
            each.get("secret", True),
            each.get("required", True),
            None,
        )
    for setting in spec["settings"]:
        about = doc.settings[setting["key"]]
        default = setting.get("default")
        required = default is None and f"{{{setting['key']}}}" in spec.get("base_url", "")
        yield _Question(
            setting["key"], about["label"], about.get("hint"), False, required, default, setting
        )


def _configure(
    doc: IntegrationDoc, spec: IntegrationSpec, account: str, questions: list[_Question]
) -> int:
    from .config_file import UnwritableFileError, read, write

    table = _table(read(), doc.name, account)
    print(f"{styled(doc.title, 'bold')}, account {account}. Enter alone keeps what is there.")
    values: dict[str, str] = {}
    for question in questions:
        answer = _ask(question, present=bool(table.get(question.key)))
        if answer is not None:
            values[question.key] = answer
    try:
        shown = write(doc.name, account, values) if values else None
    except UnwritableFileError as problem:
        complain("error", str(problem))
        return USAGE
    tell("Nothing to write." if shown is None else f"Wrote {_heading(doc, account)} to {shown}.")
    _tell_of_variables(spec, account, values)
    chosen = "" if account == "default" else f" --account {account}"
    tell(f"Try it: integrations doctor {doc.name}{chosen} --online")
    return 0


def _table(content: Mapping[str, Any], integration: str, account: str) -> Mapping[str, object]:
    """What the file has for an account; what stands in the place of a table counts as nothing."""
    found: Mapping[str, Any] = content
    for name in (integration, account):
        inner = found.get(name)
        if not isinstance(inner, dict):
            return {}
        found = cast("dict[str, Any]", inner)
    return found


def _ask(question: _Question, *, present: bool) -> str | None:
    """The answer; None keeps what is there."""
    if question.hint is not None:
        tell(question.hint, "dim")
    note = " [kept]" if present else f" [{question.default}]" if question.default else ""
    note = note or ("" if question.required else " [none]")
    prompt = f"{question.label}{note}: "
    while True:
        answer = _read(prompt, secret=question.secret).strip()
        if not answer:
            if present or not question.required:
                return None
            tell("A value is needed.")
        elif any(not character.isprintable() for character in answer):
            tell("The value has a control character.")
        elif problem := _problem(question, answer):
            tell(problem)
        else:
            return answer


def _problem(question: _Question, answer: str) -> str | None:
    """Why clients would refuse a value; only settings have a form that is known."""
    from ..accounts.account import setting_problem

    problem = None if question.setting is None else setting_problem(question.setting, answer)
    return None if problem is None else f"{problem[0].upper()}{problem[1:]}."


def _read(prompt: str, *, secret: bool) -> str:
    from ..errors import ArgumentError

    try:
        if secret:
            from getpass import getpass

            return getpass(prompt)
        return input(prompt)
    except EOFError:
        print()
        raise ArgumentError("Nothing was written.") from None


def _tell_of_variables(spec: IntegrationSpec, account: str, values: Mapping[str, str]) -> None:
    """Says so where the environment takes precedence over what was written."""
    import os

    suffix = "" if account == "default" else f"__{account.upper()}"
    for each in (*spec["credentials"], *spec["settings"]):
        for variable in each["env"]:
            if each["key"] in values and os.environ.get(variable + suffix):
                complain("warning", f"the variable {variable}{suffix} takes precedence")


def _heading(doc: IntegrationDoc, account: str) -> str:
    return f"[{doc.name}.{account}]"
