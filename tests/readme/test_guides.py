"""Every code block of the guides is run against mock vendors; what stands below it is what it printed."""

import contextlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations_runtime.testing import MockVendor
from tests.support.blocks import Block, blocks, links, of
from tests.support.project import REPOSITORY

GUIDES = sorted((REPOSITORY / "docs").glob("*.md"))
VENDORS = ("freshchat", "frankfurter", "groq", "mistralai")


@pytest.fixture(scope="module")
def vendors() -> Iterator[dict[str, str]]:
    """Variables that lead the default accounts of all clients to mock vendors."""
    with contextlib.ExitStack() as stack:
        found: dict[str, str] = {}
        for name in VENDORS:
            found |= stack.enter_context(MockVendor(name)).environment()
        yield found


@pytest.mark.parametrize("block", [block for guide in GUIDES for block in of(guide, "python")])
def test_python(block: Block, vendors: dict[str, str], tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "INTEGRATIONS_CONFIG"}
    result = subprocess.run(
        [sys.executable, "-c", block.code],
        env={**kept, **vendors, "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stderr == ""
    assert result.stdout == block.output


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_block_is_run_by_a_test(guide: Path) -> None:
    found = list(blocks(guide))
    assert {block.language for block in found} <= {"python", "toml"}
    texts = guide.read_text(encoding="utf-8").count("\n```text\n")
    assert texts == sum(bool(block.output) for block in found)


@pytest.mark.parametrize("block", [block for guide in GUIDES for block in of(guide, "toml")])
def test_toml(block: Block) -> None:
    assert tomllib.loads(block.code)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_links_lead_somewhere(guide: Path) -> None:
    for target in links(guide):
        assert (guide.parent / target).exists(), target
