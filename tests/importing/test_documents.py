"""Whole documents, of which each construct was looked at: the definitions that they become, and what is said of the rest."""

import json
from pathlib import Path

import pytest

from generator.importing.settle import findings as problems
from tests.support.golden import golden
from tests.support.importing import findings, imported

_HERE = Path(__file__).parent
_DOCUMENTS = ("forge.yaml", "shapes.json", "talks.yaml", "tills.yaml")


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_a_document_becomes_the_definition_that_was_reviewed(document: str) -> None:
    result = imported(_HERE / "documents" / document)
    parts = [f"# {path}\n{json.dumps(raw, indent=1)}\n" for path, raw in result.files.items()]
    counted = f"{result.found} {result.wanted} {len(result.names)} {dict(result.losses.exempt)}"
    text = "\n".join([*parts, "# findings", *findings(result), "", counted, ""])
    golden(_HERE / "goldens" / f"{document}.txt", text)


@pytest.mark.parametrize("document", _DOCUMENTS)
@pytest.mark.parametrize("keep", [True, False])
def test_the_generator_accepts_what_is_imported(document: str, keep: bool) -> None:
    result = imported(_HERE / "documents" / document, keep_descriptions=keep)
    assert result.files
    assert problems("acme", result.files) == []


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_an_operation_becomes_a_function_or_an_exemption(document: str) -> None:
    result = imported(_HERE / "documents" / document)
    assert result.found == len(result.names) + sum(result.losses.exempt.values())


def test_without_descriptions_no_word_of_the_document_is_taken() -> None:
    result = imported(_HERE / "documents" / "forge.yaml", keep_descriptions=False)
    text = json.dumps(result.files)
    for word in ("considers", "The account owner", "Issues", "The security alert"):
        assert word not in text
