"""`completion bash|zsh|fish`: the script with which a shell completes commands, options and names.

The script asks the program itself (`completion --words …`), so that it knows every integration that is installed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

SUMMARY: Final = "Print a script that completes this program's arguments in a shell."

_SCRIPTS: Final = {
    "bash": """\
_integrations() {
    local IFS=$'\\n'
    COMPREPLY=($(integrations completion --words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [[ ${COMPREPLY[0]-} == *[.=] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o default -F _integrations integrations
""",
    "zsh": """\
#compdef integrations
_integrations() {
    local -a found
    found=("${(@f)$(integrations completion --words "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ $found[1] == *[.=] ]]; then compadd -S '' -a found
    elif [[ -n $found[1] ]]; then compadd -a found
    else _files; fi
}
compdef _integrations integrations
""",
    "fish": """\
function __integrations
    set -l words (commandline -opc) (commandline -ct)
    integrations completion --words $words[2..-1] 2>/dev/null
end
complete -c integrations -a '(__integrations)'
""",
}
_OPTION: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_FUNCTIONS: Final = frozenset({"call", "schema"})
_PAGES: Final = frozenset({"docs"})
_LISTS: Final = frozenset({"list"})
_VALUED: Final = frozenset({"--arg", "--file"})
_INTEGRATIONS: Final = frozenset({"list", "configure", "doctor", "serve-mock"})


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("shell", nargs="?", choices=sorted(_SCRIPTS), help="which shell")
    parser.add_argument("--words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    parser.set_defaults(parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints the script, or what may stand in place of the last word."""
    if arguments.words is not None:
        words = arguments.given[arguments.given.index("--words") + 1 :]  # argparse takes -- away
        for word in _candidates(words or [""], arguments.commands):
            print(word)
    elif arguments.shell is None:
        arguments.parser.error("the following arguments are required: SHELL")
    else:
        print(_SCRIPTS[arguments.shell], end="")
    return 0


def _candidates(words: list[str], commands: Mapping[str, str]) -> list[str]:
    *before, last = words
    if not before:
        found = list(commands)
    elif before[0] == "completion":
        found = sorted(_SCRIPTS)
    elif last.startswith("-"):
        found = _options(before[0], commands)
    elif len(before) == 1:
        found = _names(before[0], last)
    elif before[-1] == "--account":
        found = _accounts(before)
    elif before[0] == "call" and before[-1] in _VALUED:
        found = _parameters(before[1], files=before[-1] == "--file")
    elif before[-1].startswith("--"):
        found = _choices(before[0], before[-1], commands)
    else:
        found = []
    return [each for each in found if each.startswith(last)]


def _options(command: str, commands: Mapping[str, str]) -> list[str]:
    return sorted(set(_OPTION.findall(_usage(command, commands))))


def _parameters(function: str, *, files: bool) -> list[str]:
    """The parameters of a function, ready for their values; those that are files have an option of their own."""
    from ..docs.catalogue import installed
    from ..errors import ArgumentError
    from ..packages import client_class

    try:
        found = installed().function(function)
    except ArgumentError:
        return []
    spec = client_class(found.integration).SPEC["functions"][found.name].spec
    return [
        f"{name}="
        for name, each in spec["parameters"].items()
        if (each["schema"].get("format") == "binary") == files
    ]


def _accounts(before: Sequence[str]) -> list[str]:
    """The accounts of the integration that the words name, or of all."""
    from ..docs.catalogue import installed, without_prefix
    from ..packages import client_class
    from .accounts import accounts_of

    known = installed().names()
    named = [name for word in before if (name := without_prefix(word).partition(".")[0]) in known]
    specs = [client_class(name).SPEC for name in named or known]
    return sorted({account for spec in specs for account in accounts_of(spec)})


def _choices(command: str, option: str, commands: Mapping[str, str]) -> list[str]:
    """The values that an option takes, where there are only a few."""
    found = re.search(rf"{re.escape(option)} {{(.*?)}}", _usage(command, commands))
    return [] if found is None else found[1].split(",")


def _usage(command: str, commands: Mapping[str, str]) -> str:
    if command not in commands:
        return ""
    described = argparse.ArgumentParser()
    import_module(f".{commands[command]}", __package__).add(described)
    return described.format_usage()


def _names(command: str, last: str) -> list[str]:
    """The names that a command takes; those of functions once their integration is written."""
    from ..docs.catalogue import installed

    catalogue = installed()
    names = catalogue.names()
    integration, dot, _ = last.partition(".")
    found = catalogue.integration(integration) if dot and integration in names else None
    if command in _INTEGRATIONS:
        groups = found.groups if found is not None and command in _LISTS else ()
        return [*names, *(f"{integration}.{each}" for each in groups)]
    if command not in _FUNCTIONS | _PAGES:
        return []
    if found is not None:
        parts = [*found.functions, *(found.groups if command in _PAGES else ())]
        return [f"{integration}.{each}" for each in dict.fromkeys(parts)]
    return [f"{name}." for name in names] if command in _FUNCTIONS else names
