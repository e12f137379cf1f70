"""Who integrations are: accounts of every kind, in the proportions that catalogues have."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vocabulary import FIRST, SECOND, SORTS

_STRATEGIES = (
    "bearer header oauth_client bearer basic none header query bearer basic_key header "
    "oauth_refresh bearer prefixed"
)
_AUTH = tuple(_STRATEGIES.split())
_PLACES = ("plain", "plain", "subdomain", "plain", "region", "plain", "host", "plain", "two")


@dataclass(frozen=True, slots=True)
class Identity:
    """What an integration is called, and on which shelf it stands."""

    name: str
    """The name in code, and of the folder."""
    title: str
    category: str

    @property
    def host(self) -> str:
        """Where the vendor lives."""
        return f"{self.name.replace('_', '-')}.example.com"

    @property
    def prefix(self) -> str:
        """What variables of the vendor's own begin with."""
        return self.name.split("_")[0].upper()


def identities(count: int, chance: Chance) -> list[Identity]:
    """Returns so many vendors with names of their own. Raises ValueError where there are not enough names."""
    words = [first + second for first in FIRST for second in SECOND]
    if count > len(words):
        raise ValueError(f"There are names for {len(words)} integrations, not for {count}.")
    categories = list(SORTS)
    found: list[Identity] = []
    for position, word in enumerate(chance.shuffled(words)[:count]):
        category = categories[position % len(categories)]
        second = f" {chance.pick(SORTS[category])}" if chance.happens(0.4) else ""
        title = word + second
        found.append(Identity(title.lower().replace(" ", "_"), title, category))
    return found


def account(identity: Identity, turns: Turns) -> Json:
    """Returns the fields of integration.json that say where the vendor is and how its callers prove who they are."""
    auth, credentials = _auth(turns.next("auth", _AUTH), identity, turns)
    url, settings = _place(turns.next("place", _PLACES), identity)
    result: Json = {"base_url": url, "auth": auth}
    if credentials:
        result["credentials"] = credentials
    if settings:
        result["settings"] = settings
    if turns.every("headers", 6):
        result["headers"] = {"X-Api-Version": "2026-04-01"}
    if not turns.every("no errors", 4):
        result["errors"] = turns.next("errors", _ERRORS)
    return result


_ERRORS: Sequence[Json] = (
    {"message": "error.message", "code": "error.code", "request_id_header": "x-request-id"},
    {"message": "message"},
    {"message": "errors[0].detail", "code": "errors[0].code"},
)


def _credential(key: str, label: str, **more: object) -> Json:
    return {"key": key, "label": label, **more}


def _auth(kind: str, identity: Identity, turns: Turns) -> tuple[Json, list[Json]]:
    """Returns `auth` and `credentials`."""
    title = identity.title
    key = _credential(
        "api_key", "API key", hint=f"Make one in the settings of {title}, under Developers."
    )
    if turns.every("variable", 3):
        key["env"] = [f"{identity.prefix}_CREDENTIAL"]
    token = key | {"key": "access_token", "label": "Access token"}
    client = [
        _credential("client_id", "Client ID", secret=False),
        _credential("client_secret", "Client secret"),
    ]
    oauth: Json = {
        "strategy": "oauth2",
        "token_url": f"https://login.{identity.host}/oauth/token",
        "client_id": "client_id",
        "client_secret": "client_secret",
    }
    match kind:
        case "bearer":
            return {"strategy": "bearer_token", "token": "access_token"}, [token]
        case "header":
            return {"strategy": "api_key", "header": {"name": "X-Api-Key", "value": "{api_key}"}}, [
                key
            ]
        case "prefixed":
            header = {"name": "Authorization", "value": "Token {api_key}"}
            return {"strategy": "api_key", "header": header}, [key]
        case "query":
            return {"strategy": "api_key", "query": {"name": "key", "value": "{api_key}"}}, [key]
        case "basic":
            user = _credential("user", "User name", secret=False, required=True)
            password = _credential("password", "Password", required=False)
            auth = {"strategy": "basic", "username": "user", "password": "password"}
            return auth, [user, password]
        case "basic_key":
            return {"strategy": "basic", "username": "api_key"}, [key]
        case "oauth_client":
            return {**oauth, "grant": "client_credentials", "scopes": ["read", "write"]}, client
        case "oauth_refresh":
            refresh = _credential("refresh_token", "Refresh token", secret=True)
            grant = {"grant": "refresh_token", "refresh_token": "refresh_token"}
            return oauth | grant, [*client, refresh]
        case _:
            return {"strategy": "none"}, []


def _place(kind: str, identity: Identity) -> tuple[str, list[Json]]:
    """Returns the base URL, and the settings that are its placeholders."""
    host = identity.host
    subdomain: Json = {
        "key": "subdomain",
        "label": "Subdomain",
        "hint": f"The first part of your address at {identity.title}.",
    }
    region: Json = {
        "key": "region",
        "label": "Region",
        "default": "eu",
        "pattern": "^[a-z]{2}$",
        "env": [f"{identity.prefix}_LOCATION"],
    }
    match kind:
        case "subdomain":
            return f"https://{{subdomain}}.{host}/api", [subdomain]
        case "region":
            return f"https://{{region}}.api.{host}/v2", [region]
        case "host":
            own = {"key": "host", "label": "Host", "hint": "Where your own installation runs."}
            return "https://{host}/rest/v3", [own]
        case "two":
            return f"https://{{subdomain}}.{{region}}.{host}/v1", [subdomain, region]
        case _:
            return f"https://api.{host}/v1", []
