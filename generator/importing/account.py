"""Who an account is: the address of the API, and how calls prove who makes them."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from generator.check.endpoint import HEADER_NAME
from generator.check.reserved import CONSTRUCTOR
from generator.definition.base import URL_PATTERN
from generator.definition.integration import BASE_URL_PATTERN
from generator.findings.json_value import is_array
from generator.importing import prose
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.drafts import clean
from generator.importing.keywords import Raw
from generator.importing.losses import Losses
from generator.importing.operations import Operation
from generator.importing.rules import BASE_URL, SECURITY, SERVER
from generator.importing.servers import Servers, address, path_of

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KEY = re.compile(r"[^a-z0-9]+")
NO_AUTH: Raw = {"auth": {"strategy": "none"}}
_HOST: Raw = {
    "key": "host",
    "label": "Host",
    "pattern": r"^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?$",
    "hint": "Where the API is, such as `api.example.com`.",
}
"""What accounts set where a document names no host: software that everyone runs on machines of their own."""


@dataclass(frozen=True, slots=True)
class Account:
    """Finds out what an account needs."""

    root: Node
    documents: Documents
    losses: Losses

    def address(self, servers: Servers, given: str | None) -> Raw:
        """Returns `base_url` and `settings`; `given` goes before what the document says."""
        self._report_servers(servers)
        if given is not None:
            return {"base_url": given.rstrip("/")}
        settings: list[Raw] = []
        url = servers.base
        if servers.node is not None:
            url = self._with_settings(url, servers.node, settings)
        if not re.fullmatch(BASE_URL_PATTERN, url):
            message = "No server is named" if not url else f"'{url}' is no absolute address"
            message += ": accounts say on which host the API is, unless --base-url does."
            self.losses.add(BASE_URL, message, servers.node or self.root)
            url = f"https://{{host}}{path_of(url)}"
            settings = [dict(_HOST)]
        return {"base_url": url, **({"settings": settings} if settings else {})}

    def _report_servers(self, servers: Servers) -> None:
        for other in self.root.members("servers"):
            if (
                address(other) != servers.base
                and servers.node is not None
                and other.key != servers.node.key
            ):
                message = "Only one server is the base URL; accounts may set others."
                self.losses.add(SERVER, message, other)

    def _with_settings(self, url: str, server: Node, settings: list[Raw]) -> str:
        variables = dict(server.inside("variables"))
        for name in dict.fromkeys(_PLACEHOLDER.findall(url)):
            variable = variables.get(name, server.with_value({}))
            default = variable.plain("default")
            default = str(default) if default is not None else ""
            listed = variable.plain("enum")
            if is_array(listed) and len(listed) == 1 and str(listed[0]) == default:
                url = url.replace(f"{{{name}}}", default)
                continue
            setting = _setting(name, default, listed, variable)
            if setting is None:
                url = url.replace(f"{{{name}}}", default)
                continue
            url = url.replace(f"{{{name}}}", f"{{{setting['key']}}}")
            settings.append(setting)
        return url

    def security(self, operations: list[Operation]) -> Raw:
        """Returns `auth` and `credentials`: the way that most operations take, if the document has none for all."""
        components = self.root.get("components")
        schemes = dict(components.inside("securitySchemes")) if components is not None else {}
        root = _requirements(self.root)
        chosen = self._choice(root, operations, schemes)
        if chosen is None:
            return NO_AUTH
        self._report_others(chosen, root, operations)
        names = _names(chosen)
        for name in names:
            scheme = self._scheme(schemes.get(name))
            made = _made(scheme) if scheme is not None else None
            if made is None:
                message = f"The security scheme '{name}' has no counterpart."
                self.losses.add(SECURITY, message, schemes.get(name, chosen))
                continue
            if len(names) > 1:
                message = f"Of several schemes that are needed together, only '{name}' is used."
                self.losses.add(SECURITY, message, chosen)
            return made
        return NO_AUTH

    def _scheme(self, node: Node | None) -> Node | None:
        try:
            return self.documents.follow(node) if node is not None else None
        except BrokenReferenceError:
            return None

    def _choice(
        self, root: list[Node], operations: list[Operation], schemes: dict[str, Node]
    ) -> Node | None:
        stated = root or [each for one in operations for each in _requirements(one.node)]
        stated = [each for each in stated if _names(each)]
        if not stated:
            return None
        counts = Counter(tuple(_names(each)) for each in stated)

        def rank(node: Node) -> tuple[int, int, int]:
            names = _names(node)
            known = [self._scheme(schemes.get(name)) for name in names]
            made = [_made(each) for each in known if each is not None]
            best = max((_ease(each) for each in made if each is not None), default=0)
            return (best, -len(names), counts[tuple(names)])

        return max(stated, key=rank)

    def _report_others(self, chosen: Node, root: list[Node], operations: list[Operation]) -> None:
        for each in root:
            if _names(each) != _names(chosen):
                kinds = " and ".join(_names(each)) or "nothing"
                message = f"Calls may prove themselves with {kinds}, too; this is left out."
                self.losses.add(SECURITY, message, each)
        for operation in operations:
            own = _requirements(operation.node)
            if own and not any(_names(each) in (_names(chosen), []) for each in own):
                kinds = " or ".join(" and ".join(_names(each)) for each in own)
                message = f"Operations that need {kinds} are called with the account's one way."
                self.losses.add(SECURITY, message, operation.node)


def _requirements(node: Node) -> list[Node]:
    return node.members("security")


def _names(requirement: Node) -> list[str]:
    return [name for name, _ in requirement.fields()]


def _setting(name: str, default: str, listed: Any, node: Node) -> Raw | None:
    key = _key(name)
    setting: Raw = {"key": key, "label": _label(name)}
    pattern = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
    if is_array(listed) and listed:
        pattern = "|".join(re.escape(str(each)) for each in listed)
        if default not in [str(each) for each in listed]:
            default = ""
        setting["pattern"] = f"^(?:{pattern})$"
    elif default and not re.fullmatch(pattern, default):
        return None
    if default:
        setting["default"] = default
    hint = prose.prose(node.text("description"), prose.FIELD)
    return {**setting, **({"hint": hint} if hint else {})}


def _key(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", clean(name))
    key = _KEY.sub("_", spaced.lower()).strip("_") or "value"
    key = key if key[0].isalpha() else f"value_{key}"
    return f"{key}_name" if key in CONSTRUCTOR else key


def _label(name: str) -> str:
    text = prose.words(name)
    return f"{text[0].upper()}{text[1:]}"


def _credential(key: str, label: str, **further: object) -> Raw:
    return {"key": key, "label": label, **further}


def _made(scheme: Node) -> Raw | None:
    """Returns the authentication that a security scheme means; None where there is no counterpart."""
    kind = scheme.text("type")
    if kind == "http":
        return _http(scheme)
    if kind == "apiKey":
        return _api_key(scheme)
    if kind == "oauth2":
        return _oauth2(scheme)
    if kind == "openIdConnect":
        return _token()
    return None


def _ease(made: Raw) -> int:
    """Returns how little trouble a way is: a token in a header comes first."""
    if made["auth"]["strategy"] == "api_key":
        return 4 if "header" in made["auth"] else 2
    return {"bearer_token": 4, "basic": 3}.get(made["auth"]["strategy"], 1)


def _token() -> Raw:
    return {
        "auth": {"strategy": "bearer_token", "token": "access_token"},
        "credentials": [_credential("access_token", "Access token")],
    }


def _http(scheme: Node) -> Raw | None:
    name = scheme.text("scheme").lower()
    if name == "bearer":
        return {
            "auth": {"strategy": "bearer_token", "token": "api_key"},
            "credentials": [_credential("api_key", "API key")],
        }
    if name == "basic":
        return {
            "auth": {"strategy": "basic", "username": "username", "password": "password"},
            "credentials": [
                _credential("username", "User name", secret=False),
                _credential("password", "Password", required=False),
            ],
        }
    return None


def _api_key(scheme: Node) -> Raw | None:
    place, name = scheme.text("in"), scheme.text("name").strip()
    if place not in ("header", "query") or not name or not name.isprintable():
        return None
    if place == "header" and not HEADER_NAME.fullmatch(name):
        return None
    return {
        "auth": {"strategy": "api_key", place: {"name": name, "value": "{api_key}"}},
        "credentials": [_credential("api_key", "API key")],
    }


def _oauth2(scheme: Node) -> Raw:
    flows = dict(scheme.inside("flows"))
    client = [
        _credential("client_id", "Client ID", secret=False),
        _credential("client_secret", "Client secret"),
    ]
    for flow, grant in (
        ("clientCredentials", "client_credentials"),
        ("authorizationCode", "refresh_token"),
    ):
        url = flows[flow].text("tokenUrl") if flow in flows else ""
        if not re.fullmatch(URL_PATTERN, url):
            continue
        auth: Raw = {
            "strategy": "oauth2",
            "grant": grant,
            "token_url": url,
            "client_id": "client_id",
            "client_secret": "client_secret",
        }
        if grant == "client_credentials":
            return {"auth": auth, "credentials": client}
        auth["refresh_token"] = "refresh_token"
        return {
            "auth": auth,
            "credentials": [*client, _credential("refresh_token", "Refresh token")],
        }
    return _token()
