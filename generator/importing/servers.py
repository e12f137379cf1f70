"""Servers: the address below which the operations of a document are.

A document names servers for everything, for a path or for an operation, and they may differ in their paths alone: `https://api.example.com/v1`
beside `…/v2`. The base URL is then what they have in common, and paths begin with the rest. Operations on another host have no place in an
integration, which has one base URL.
"""

import re
from collections import Counter
from dataclasses import dataclass

from generator.importing.document import Node
from generator.importing.operations import Operation

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ORIGIN = re.compile(r"https?://[^/]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|\{[^{}/]*\}://")
_BARE_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(:[0-9]+)?(?=/|$)")
_PATH = re.compile(r"(/[^\s\"'<>`\\?#{}/]+)*")


@dataclass(frozen=True, slots=True)
class Servers:
    """Where operations are. `base` is the base URL as the document writes it, a path alone where it names no host."""

    base: str
    node: Node | None
    """The server that says so; None where the document has none."""
    usual: Node | None
    """The server of operations that name none."""

    def path(self, operation: Operation) -> str | None:
        """Returns what goes before the path of an operation; None where it is on another host."""
        own = _named(operation) or ([self.usual] if self.usual is not None else [])
        for server in own:
            url = address(server)
            if _is_below(url, self.base):
                return _filled(url.removeprefix(self.base), server)
        for server in own:  # a relative address is on the host of the rest
            url = address(server)
            if not _origin(url) and _is_below(_origin(self.base) + url, self.base):
                return _filled((_origin(self.base) + url).removeprefix(self.base), server)
        return None if own else ""


def servers_of(root: Node, found: list[Operation]) -> Servers:
    """Returns the address that most operations have, cut to what all on the same host have in common."""
    usual = root.members("servers")[:1]
    nodes = {address(server): server for server in usual}
    counts: Counter[str] = Counter()
    for operation in found:
        for server in _named(operation)[:1] or usual:
            nodes.setdefault(address(server), server)
            counts[address(server)] += 1
    if not nodes:
        return Servers("", None, None)
    most = max(nodes, key=lambda each: counts[each])
    base = most
    for url in counts:
        if _origin(url) in (_origin(most), ""):
            base = _shared(base, url if _origin(url) else _origin(most) + url)
    return Servers(base, nodes[most], usual[0] if usual else None)


def _named(operation: Operation) -> list[Node]:
    """Returns the servers that an operation or its path names for itself."""
    for owner in (operation.node, operation.path_item):
        own = [each for each in owner.members("servers") if each.text("url")]
        if own:
            return own
    return []


def address(server: Node) -> str:
    """Returns the address of a server in its usual form: with a scheme where there is a host, without a `/` at its end."""
    url = server.text("url").strip().partition("#")[0].partition("?")[0]
    if url.startswith("//"):
        url = f"https:{url}"
    elif not _SCHEME.match(url) and _BARE_HOST.match(url):
        url = f"https://{url}"
    scheme = _SCHEME.match(url)
    if scheme is not None and scheme[0].lower() not in ("http://", "https://"):
        variable = _default(server, scheme[0].removesuffix("://").strip("{}"))
        url = f"{'http' if variable == 'http' else 'https'}://{url[scheme.end():]}"
    elif scheme is not None:
        url = scheme[0].lower() + url[scheme.end() :]
    return url.rstrip("/")


def path_of(url: str) -> str:
    """Returns the path of an address, as far as it is plain; empty where there is none."""
    rest = url.removeprefix(_origin(url)).rstrip("/")
    return rest if _PATH.fullmatch(rest) else ""


def _default(server: Node, name: str) -> str:
    variables = dict(server.inside("variables"))
    value = variables[name].plain("default") if name in variables else None
    return str(value) if value is not None else ""


def _filled(rest: str, server: Node) -> str | None:
    """Returns the rest of an address with its variables as the document presets them; None where it does not."""
    names = dict.fromkeys(_PLACEHOLDER.findall(rest))
    for name in names:
        rest = rest.replace(f"{{{name}}}", _default(server, name).strip("/"))
    return rest if _PATH.fullmatch(rest) else None


def _origin(url: str) -> str:
    match = _ORIGIN.match(url)
    return match[0] if match else ""


def _is_below(url: str, base: str) -> bool:
    return url == base or url.startswith(f"{base}/")


def _shared(one: str, other: str) -> str:
    """Returns what two addresses on one host have in common."""
    while not _is_below(other, one):
        one = one.rpartition("/")[0]
    return one
