"""A vendor on the loopback interface: answers a call with an example's response, and keeps what it was asked."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from generator.model.integration import Example, Function, Integration
from generator.model.types import ABSENT
from tests.support.loopback import Exchange, Server, serving

_TRANSPORT_HEADERS = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "host", "user-agent"}
)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A running server, and what it was asked."""

    integration: Integration
    server: Server

    @property
    def base_url(self) -> str:
        """What stands in place of the integration's base URL, with its path."""
        return self.server.url + self._prefix

    @property
    def _prefix(self) -> str:
        return urlsplit(self.integration.base_url).path

    def environment(self) -> dict[str, str]:
        """Returns the variables that lead clients here, with made-up credentials for every account of the docs."""
        found = {self.integration.base_url_env[0]: self.base_url}
        for credential in self.integration.credentials:
            name = credential.env[0]
            found[name] = f"example-{credential.key}"
            for account in self.integration.example_accounts:
                found[f"{name}__{account.upper()}"] = f"example-{credential.key}-of-{account}"
        return found

    def requests(self) -> list[dict[str, Any]]:
        """Returns the requests so far, without what belongs to the transport."""
        return [self._request(*each) for each in self.server.seen]

    def _request(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> dict[str, Any]:
        parts = urlsplit(target)
        return {
            "method": method,
            "path": parts.path.removeprefix(self._prefix),
            "query": [list(each) for each in parse_qsl(parts.query, keep_blank_values=True)],
            "headers": {
                name.lower(): value
                for name, value in sorted(headers.items())
                if name.lower() not in _TRANSPORT_HEADERS
            },
            "body": json.loads(body) if body else None,
        }


@contextlib.contextmanager
def vendor(integration: Integration, function: Function, example: Example) -> Iterator[Vendor]:
    """A vendor that answers every request as the example says."""
    status = (function.http.accepts or (200,))[0] if function.http else 200
    content = b"" if example.response is ABSENT else json.dumps(example.response).encode()

    def answer(exchange: Exchange) -> None:
        exchange.reply(content, status=status)

    with serving(answer) as server:
        yield Vendor(integration, server)
