"""Answers that are too large, and servers that cannot be trusted."""

from __future__ import annotations

import gzip
import ssl
import subprocess
from pathlib import Path

import pytest

from integrations_runtime import ResponseError, TransportError
from integrations_runtime.transport.seam import LARGEST_ANSWER
from tests.faults import scripts
from tests.faults.shop import Run, run_async, run_sync
from tests.support.loopback import Exchange, serving
from tests.support.tools import FindTool

both = pytest.mark.parametrize("run", [run_sync, run_async])
CHUNK = b"x" * 1024 * 1024


@both
@pytest.mark.parametrize("status", [200, 500])
def test_a_hundred_megabytes_are_not_read(run: Run, status: int) -> None:
    sent = 0

    def script(exchange: Exchange) -> None:
        nonlocal sent
        exchange.reply(b"", status=status, length=100 * len(CHUNK))
        for _ in range(100):
            exchange.wfile.write(CHUNK)  # raises when the client hangs up
            sent += len(CHUNK)

    limit = 2 * len(CHUNK)
    with serving(script) as server:
        outcome = run(server.url, "read", options={"largest_answer": limit, "max_retries": 0})
    assert outcome.error is not None
    assert len(outcome.error.body or "") == 500
    if status == 200:
        assert type(outcome.error) is ResponseError
        assert outcome.error.message == (
            f"the answer is larger than {limit} bytes; the option largest_answer allows more"
        )
    else:
        assert outcome.error.message == "500 internal server error"
    assert sent < 50 * len(CHUNK)


@both
def test_the_limit_holds_unless_a_call_says_otherwise(run: Run) -> None:
    """Sixty-four megabytes and one byte, which travel compressed."""
    content = gzip.compress(bytes(LARGEST_ANSWER + 1), compresslevel=1)
    script = scripts.answers(content, content_encoding="gzip")
    with serving(script) as server:
        outcome = run(server.url, "read")
    assert outcome.error is not None
    assert outcome.error.message == (
        "the answer is larger than 67108864 bytes; the option largest_answer allows more"
    )
    assert len(server.seen) == 1


@pytest.fixture
def certificate(tmp_path: Path, tool: FindTool) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key."""
    openssl = tool("openssl")
    file = tmp_path / "server.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command = [openssl, "req", *kind, *subject, "-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


@both
@pytest.mark.parametrize("function", ["read", "plain"])
def test_a_certificate_that_is_not_trusted(run: Run, function: str, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(scripts.good) as server:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        outcome = run(server.url.replace("http:", "https:"), function)
    assert type(outcome.error) is TransportError
    assert outcome.error.message.startswith("no connection: [SSL: CERTIFICATE_VERIFY_FAILED]")
    assert (outcome.error.transient, outcome.error.request_sent) == (False, False)
    assert outcome.diary.attempts == 1
    assert server.seen == []
