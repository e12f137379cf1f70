"""A made-up vendor's OpenAPI document, as large as asked for: what onboarding is measured on.

    python -m benchmarks.document FILE [--operations 300] [--seed 7]

OpenAPI 3.0, JSON. Resources, fields and texts are invented from a seed, in the proportions of real documents. The same
arguments give the same bytes everywhere.
"""

import json
import re

from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vocabulary import NOUNS
from benchmarks.document.operations import Resource
from benchmarks.document.schemas import Schemas
from benchmarks.document.shared import PARAMETERS, RESPONSES, SECURITY

__all__ = ["OPERATIONS", "SEED", "document"]

OPERATIONS = 300
SEED = 7


def document(operations: int = OPERATIONS, seed: int = SEED) -> bytes:
    """Returns a document with so many operations, as JSON. Raises ValueError for none, or more than there are words for."""
    if operations < 1:
        raise ValueError(f"A document has at least one operation, not {operations}.")
    chance, turns = Chance(f"{seed}"), Turns()
    schemas = Schemas(chance, turns)
    paths: dict[str, Json] = {}
    tags: list[Json] = []
    count = 0
    for noun in _nouns(chance):
        if count >= operations:
            break
        resource = Resource(noun, schemas, chance, turns)
        tags.append(resource.tag)
        for path, method, operation in resource.operations()[: operations - count]:
            paths.setdefault(path, {})[method] = operation
            count += 1
    if count < operations:
        raise ValueError(f"There are words for {count} operations, not for {operations}.")
    value = _document(paths, tags, _used(schemas.components, paths))
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _nouns(chance: Chance) -> list[str]:
    return chance.shuffled(list(dict.fromkeys(" ".join(NOUNS.values()).split())))


def _used(schemas: dict[str, Json], paths: dict[str, Json]) -> dict[str, Json]:
    """Returns the types that operations need, be it through others."""
    pending = [json.dumps([paths, PARAMETERS, RESPONSES])]
    found: set[str] = set()
    while pending:
        new = set(re.findall(r'"#/components/schemas/(\w+)"', pending.pop())) - found
        found |= new
        pending += [json.dumps(schemas[name]) for name in new]
    return {name: schema for name, schema in schemas.items() if name in found}


def _document(paths: dict[str, Json], tags: list[Json], schemas: dict[str, Json]) -> Json:
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Brivorkumra",
            "version": "2026-11-01",
            "description": "Everything that a workspace keeps, for programs.",
        },
        "servers": [{"url": "https://api.brivorkumra.example/v2"}],
        "security": [{"token": []}],
        "tags": tags,
        "paths": paths,
        "components": {
            "securitySchemes": SECURITY,
            "parameters": PARAMETERS,
            "responses": RESPONSES,
            "schemas": schemas,
        },
    }
