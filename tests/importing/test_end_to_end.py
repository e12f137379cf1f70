"""Imported, generated, type-checked, and called: a loopback vendor sees what the document says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import main
from tests.support.checkers import REPOSITORY, pyright
from tests.support.loopback import Exchange, Server, serving

_DOCUMENTS = Path(__file__).parent / "documents"

_CALLS = """
import json, sys
from integrations.shapes import Shapes
from integrations.talks import Talks
from integrations.tills import Tills

url, file = sys.argv[1:]
shapes = Shapes(api_key="key-1", base_url=url)
print([each.name for each in shapes.iter_shapes(kind="round", ids=[1, 2])])
print(shapes.replace_shape(shape_id="a/b", body={"kind": "square", "name": "Box", "side": 2}))
created = shapes.create_shape(name="Ball", tags={"a": 1})
print(created.id)
tills = Tills(api_key="key-2", base_url=url)
charge = tills.create_charge(amount=5, expand=["a", "b"], shipping_address_city="Oslo")
print(charge.id, tills.get_quote_pdf(quote="q").read())
print([each.id for each in tills.iter_charges(created_gte=7, expand=["x"])])
"""

_CHARGE = {"id": "ch_1", "amount": 5, "object": "charge"}


def _answer(exchange: Exchange) -> None:
    path, _, query = exchange.path.partition("?")
    square = {"kind": "square", "name": "Box", "side": 2}
    charges = {"data": [_CHARGE], "has_more": False, "object": "list", "url": "/v1/charges"}
    answers: dict[str, Any] = {
        "GET /shapes": {"items": [square], "next_cursor": "" if "cursor=" in query else "c2"},
        "POST /shapes": {"id": "d1", "name": "Ball"},
        "GET /v1/charges": charges,
        "POST /v1/charges": _CHARGE,
    }
    if path.endswith("/pdf"):
        exchange.reply(b"%PDF", content_type="application/pdf")
    elif f"{exchange.command} {path}" in answers:
        exchange.reply(json.dumps(answers[f"{exchange.command} {path}"]).encode())
    else:
        exchange.reply(b"", status=204)


def _seen(server: Server) -> list[str]:
    return [f"{method} {path} {body.decode()}".strip() for method, path, _, body in server.seen]


@pytest.fixture
def server() -> Iterator[Server]:
    """A vendor that answers as the documents say."""
    with serving(_answer) as server:
        yield server


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python package that the documents become."""
    folder = tmp_path_factory.mktemp("imported")
    definitions = folder / "definitions"
    definitions.mkdir()
    for document in ("shapes.json", "talks.yaml", "tills.yaml", "forge.yaml"):
        name = document.partition(".")[0]
        arguments = ["import", "openapi", str(_DOCUMENTS / document), "--name", name]
        assert main([*arguments, "--definitions", str(definitions)]) == 0
    output = folder / "generated"
    places = ["--definitions", str(definitions), "--output", str(output)]
    assert main(["generate", "--no-cache", "--jobs", "1", *places]) == 0
    return output / "python"


def test_the_generated_clients_type_check(generated: Path, tmp_path: Path) -> None:
    roots = [generated, REPOSITORY / "runtime"]
    assert pyright([generated / "integrations"], roots, tmp_path) == []


def test_calls_arrive_as_the_documents_say(generated: Path, server: Server, tmp_path: Path) -> None:
    script = tmp_path / "calls.py"
    script.write_text(_CALLS)
    roots = os.pathsep.join([str(generated), str(REPOSITORY / "runtime")])
    completed = subprocess.run(
        [sys.executable, str(script), server.url, str(script)],
        env={**os.environ, "PYTHONPATH": roots, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    assert "DeprecationWarning: `replace_shape` is deprecated." in completed.stderr
    assert completed.stdout.splitlines() == [
        "['Box', 'Box']",
        "None",
        "d1",
        "ch_1 b'%PDF'",
        "['ch_1']",
    ]
    assert _seen(server) == [
        "GET /shapes?kind=round&ids=1,2",
        "GET /shapes?kind=round&ids=1,2&cursor=c2",
        'POST /shapes/a%2Fb {"kind":"square","name":"Box","side":2}',
        'POST /shapes {"name":"Ball","tags":{"a":1}}',
        "POST /v1/charges amount=5&expand%5B%5D=a&expand%5B%5D=b&shipping%5Baddress%5D%5Bcity%5D=Oslo",
        "GET /v1/quotes/q/pdf",
        "GET /v1/charges?created%5Bgte%5D=7&expand%5B%5D=x",
    ]
