"""`doctor [NAME]`: what is configured, where it comes from, whether it works, and what to do next."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from .screen import FAILED, show_json, styled, tell

if TYPE_CHECKING:
    from ..client import Client
    from ..docs import IntegrationDoc
    from .accounts import Found

SUMMARY: Final = "Tell what is configured, where it comes from, and what to do next."

_TIMEOUT: Final = 10.0
_UNBOUND: Final = "no function has an HTTP binding, so every call fails"
_NOTHING: Final = "no read can be called without arguments, so there is nothing to try"
_STYLES: Final = {"ready": "green", "not configured": "yellow", "unusable": "red"}


def add(parser: argparse.ArgumentParser) -> None:
    """Describes the arguments."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="one integration, such as groq")
    parser.add_argument("--account", metavar="A", help="one account")
    parser.add_argument("--online", action="store_true", help="also make one cheap read with each")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prints the report; status 1 where something that was asked about, or that is configured, does not work."""
    from ..docs.catalogue import installed

    catalogue = installed()
    name = arguments.name
    asked = catalogue.all() if name is None else [catalogue.integration(name)]
    reports = [
        report for each in asked for report in _reports(each, arguments.account, arguments.online)
    ]
    named = name is not None
    if arguments.json:
        show_json(reports)
    else:
        _print(reports, named=named)
    return FAILED if any(_is_bad(each, named=named) for each in reports) else 0


def _reports(doc: IntegrationDoc, account: str | None, online: bool) -> list[dict[str, Any]]:
    from ..packages import client_class
    from .accounts import accounts_of, look_at

    kind = client_class(doc.name)
    names = accounts_of(kind.SPEC) if account is None else [account]
    found = [look_at(kind.SPEC, name) for name in names]
    if len(found) > 1 and account is None and found[0].state == "not configured":
        found = found[1:]  # somebody who has named accounts only needs no default one
    return [_report(doc, kind, each, online) for each in found]


def _report(doc: IntegrationDoc, kind: type[Client], found: Found, online: bool) -> dict[str, Any]:
    spec = kind.SPEC
    keys = [each["key"] for each in (*spec["credentials"], *spec["settings"])]
    needed = {each["key"] for each in spec["credentials"] if each.get("required", True)}
    sources = {
        key: found.origins.get(key, "missing" if key in needed else None)
        for key in (*keys, "base_url", "token_url")
    }
    report: dict[str, Any] = {
        "integration": doc.name,
        "account": found.account,
        "state": found.state,
        "sources": {key: origin for key, origin in sources.items() if origin is not None},
        "problem": found.problem,
        "online": None,
        "next": "",
    }
    if online and found.state == "ready" and doc.verify is not None:
        report["online"] = _try(kind, doc.verify, doc.verify_arguments, found.account)
    if doc.verify is None:
        unbound = all(each.unbound for each in doc.functions.values())
        report["note"] = _UNBOUND if unbound else _NOTHING
    report["next"] = _next(doc, found, report["online"])
    return report


def _try(
    kind: type[Client], function: str, arguments: Mapping[str, Any], account: str
) -> dict[str, Any]:
    """Makes the cheap read."""
    from ..errors import IntegrationError
    from .asking import approval

    started = time.monotonic()
    error: str | None = None
    refused = False
    try:
        policy = approval(kind.SPEC, account)
        client = kind(account=account, timeout=_TIMEOUT, max_retries=0, policy=policy)
        client.call(function, arguments)
    except IntegrationError as failed:
        error = str(failed)
        refused = failed.status in (401, 403)
    milliseconds = round((time.monotonic() - started) * 1000, 1)
    return {
        "function": function,
        "success": error is None,
        "error": error,
        "refused": refused,
        "duration_ms": milliseconds,
    }


def _next(doc: IntegrationDoc, found: Found, online: dict[str, Any] | None) -> str:
    """The command that helps most now."""
    import json
    from shlex import quote

    account = "" if found.account == "default" else f" --account {found.account}"
    if found.state != "ready" or (online is not None and online["refused"]):
        return f"integrations configure {doc.name}{account}"
    if doc.verify is None:
        return f"integrations docs {doc.name}"
    if online is None or not online["success"]:
        return f"integrations doctor {doc.name}{account} --online"
    given = f" {quote(json.dumps(doc.verify_arguments))}" if doc.verify_arguments else ""
    return f"integrations call {doc.name}.{doc.verify}{given}{account}"


def _is_bad(report: dict[str, Any], *, named: bool) -> bool:
    if report["online"] is not None and not report["online"]["success"]:
        return True
    return report["state"] == "unusable" or (named and report["state"] != "ready")


def _print(reports: list[dict[str, Any]], *, named: bool) -> None:
    idle: list[str] = []
    for report in reports:
        if report["state"] == "not configured" and not named:
            idle.append(report["integration"])
        else:
            _print_one(report)
    if idle:
        tell(f"not configured: {', '.join(idle)}")
        tell(f"  next: integrations configure {idle[0]}")


def _print_one(report: dict[str, Any]) -> None:
    state = report["state"]
    whose = report["integration"]
    if report["account"] != "default":
        whose += f" ({report['account']})"
    print(f"{styled(whose, 'bold')}: {styled(state, _STYLES[state])}")
    for key, origin in report["sources"].items():
        tell(f"  {key}: {origin}")
    if report["problem"] is not None:
        tell(f"  problem: {report['problem']}")
    online = report["online"]
    if online is not None:
        worked = f"{online['function']} worked" if online["success"] else str(online["error"])
        tell(f"  online: {worked}")
    if "note" in report:
        tell(f"  note: {report['note']}")
    tell(f"  next: {report['next']}")
