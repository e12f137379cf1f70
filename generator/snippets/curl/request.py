"""The request of a call as options of curl."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.languages.shell import Output, Part, expanded, json_word
from generator.model.integration import Function, Integration
from generator.snippets import bindings
from generator.snippets.curl.account import Parts, Proof, base_url, constant_headers, proof
from generator.snippets.curl.forms import FORM, form_options, multipart_options
from integrations_runtime.requests.builder import Draft

_GLOBBED = frozenset("[]{}")


@dataclass(frozen=True, slots=True)
class Request:
    """A command of curl in pieces."""

    head: str
    """The program, the method and the address."""
    options: tuple[str, ...]
    comment: str | None
    """What must be known of a variable."""


def request(
    integration: Integration,
    function: Function,
    arguments: Mapping[str, Any],
    *,
    unbuffered: bool = False,
) -> Request:
    """Returns what sends the request that clients make of these arguments. Raises `ArgumentError`.

    `unbuffered` prints every piece of the answer as it comes.
    """
    values = bindings.bound(integration, function, arguments)
    draft = bindings.draft(function, values)
    proved = proof(integration)
    user = [f"-u {expanded(proved.user)}"] if proved.user else []
    headers = _headers(integration, function, draft, proved)
    if isinstance(draft.content, bytes):
        body = [*_body(draft.content, draft.headers["content-type"])]
    else:
        body = [] if draft.content is None else [*multipart_options(function, values)]
    url = _url(integration, draft, proved)
    flags = [*(["-N"] if unbuffered else []), *(["-g"] if _globs(url) else []), *_method(draft)]
    head = " ".join(["curl", *flags, expanded(url)])
    return Request(head, (*user, *headers, *body), proved.comment)


def _url(integration: Integration, draft: Draft, proved: Proof) -> list[Part]:
    query: list[Parts] = [(draft.query,)] if draft.query else []
    query += proved.query
    url: list[Part] = [*base_url(integration), draft.path]
    for position, pair in enumerate(query):
        url += ["&" if position else "?", *pair]
    return url


def _globs(url: list[Part]) -> bool:
    """Whether curl would take an address for many."""
    return any(isinstance(part, str) and _GLOBBED & set(part) for part in url)


def _method(draft: Draft) -> list[str]:
    match draft.method:
        case "GET":
            return []
        case "HEAD":
            return ["-I"]
        case method:
            return [f"-X {method}"]


def _headers(
    integration: Integration, function: Function, draft: Draft, proved: Proof
) -> Iterator[str]:
    """The headers: those of the account first, then what takes precedence over others of the same name."""
    spelled = _spelled(function)
    own: list[tuple[str, Parts]] = [
        (spelled.get(name, name), (value,)) for name, value in draft.headers.items()
    ]
    keys: list[tuple[str, Parts]] = []
    if function.idempotency is not None:
        keys = [(function.idempotency, (Output("uuidgen"),))]
    seen = set[str]()
    for name, value in [*proved.headers, *own, *keys, *constant_headers(integration)]:
        if name.lower() not in seen and not _is_implied(name, value):
            yield f"-H {expanded((f'{name}: ', *value))}"
        seen.add(name.lower())


def _spelled(function: Function) -> Mapping[str, str]:
    """The names of headers as the definition spells them, by lower-case name."""
    assert function.http is not None
    names = ["Content-Type", *(function.http.headers or {})]
    names += [each.wire_name for each in function.parameters if each.location == "header"]
    return {name.lower(): name for name in names}


def _is_implied(name: str, value: Parts) -> bool:
    """Whether curl sends a header of its own accord."""
    first = value[0] if value else ""
    return (
        name.lower() == "content-type"
        and isinstance(first, str)
        and first.startswith((FORM, "multipart/form-data"))
    )


def _body(content: bytes, media_type: str) -> Iterator[str]:
    if media_type == FORM:
        yield from form_options(content.decode())
    else:
        yield f"-d {json_word(json.loads(content), indent=2, before=len('-d '))}"
