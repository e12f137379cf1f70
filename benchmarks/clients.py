"""How long clients take, beside code written by hand with httpx and pydantic."""

import http.server
import os
import threading
from collections.abc import Iterator

from benchmarks.timing import paired, process

_ANSWER = b'{"object":"list","data":[%s]}' % b",".join(
    b'{"id":"model-%d","object":"model","created":1,"owned_by":"example"}' % number
    for number in range(20)
)


class _Vendor(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(_ANSWER)))
        self.end_headers()
        self.wfile.write(_ANSWER)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Says nothing."""


def rows() -> Iterator[tuple[str, float, float]]:
    """Yields a name, our seconds, and the seconds of the code written by hand."""
    bare = process(["-c", "pass"], 9)
    ours = process(["-c", "import integrations"], 9)
    yield "import integrations, beside a bare interpreter", ours, bare
    os.environ["GROQ_API_KEY"] = "example-key"
    by_hand = "import httpx; from pydantic import BaseModel; httpx.Client()"
    first = process(["-c", "from integrations.groq import Groq; Groq()"], 9)
    yield "first client ready", first, process(["-c", by_hand], 9)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Vendor)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield from _calls(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


def _calls(url: str) -> Iterator[tuple[str, float, float]]:
    import httpx
    from pydantic import BaseModel

    from integrations.groq import Groq

    class Model(BaseModel):
        id: str
        object: str
        created: int
        owned_by: str

    class ModelList(BaseModel):
        object: str
        data: list[Model]

    groq = Groq(base_url=url)
    with httpx.Client(base_url=url) as client:

        def by_hand() -> object:
            response = client.get("/models", headers={"Authorization": "Bearer example-key"})
            response.raise_for_status()
            return ModelList.model_validate_json(response.content)

        groq.list_models()
        by_hand()
        yield "a call, on loopback", *paired(groq.list_models, by_hand, 15, 40)
        yield "a further client", *paired(
            lambda: Groq(base_url=url), lambda: httpx.Client().close(), 5, 5
        )
