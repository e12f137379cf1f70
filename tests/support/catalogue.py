"""A made-up catalogue of the size that a wide one has, as the index files that the generator writes."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VERBS = ("list", "get", "create", "update", "delete", "send", "search", "archive", "export")
_NOUNS = (
    "account agent alert answer article asset attachment backup badge balance batch board booking branch bucket budget "
    "calendar campaign card channel charge chart client cluster comment commit company contact contract conversation "
    "coupon customer dashboard deal deployment device discount document domain draft email employee event expense field "
    "file folder form group incident invoice issue item job label lead link list location log meeting member message "
    "metric milestone model note notification offer order page parcel payment person photo pipeline plan post product "
    "profile project query quote rate record refund release report repository review role rule run schedule section "
    "segment server session shipment site snapshot sprint stage status store subscription survey table tag task team "
    "template ticket token transaction transfer trigger upload user vendor version video webhook workspace zone"
)
NOUNS = tuple(_NOUNS.split())


def write_catalogue(folder: Path, integrations: int, functions: int, seed: int = 7) -> None:
    """Writes an index for each of some integrations, with so many functions in all."""
    choose = random.Random(seed)
    for number in range(integrations):
        name = f"vendor_{number:03}"
        share = functions * (number + 1) // integrations - functions * number // integrations
        calls = {f"{verb}_{noun}": (verb, noun) for verb in VERBS for noun in NOUNS}
        chosen = choose.sample(sorted(calls), share)
        index = {
            "name": name,
            "title": name.replace("_", " ").title(),
            "category": "test",
            "summary": "A vendor that does not exist.",
            "docs_url": f"https://example.com/{name}",
            "verify": chosen[0],
            "credentials": {},
            "settings": {},
            "functions": {each: _function(name, *calls[each], choose) for each in chosen},
        }
        (folder / name).mkdir()
        (folder / name / "index.json").write_text(json.dumps(index), encoding="utf-8")


def _function(integration: str, verb: str, noun: str, choose: random.Random) -> Mapping[str, Any]:
    about = " ".join(choose.sample(NOUNS, 40))
    parameters = {f"{each}_id": f"The {each} to look at." for each in choose.sample(NOUNS, 5)}
    return {
        "title": f"{verb.title()} {noun}",
        "operation": "read" if verb in ("list", "get", "search") else "write",
        "signature": f"app.integrations.{integration}.{verb}_{noun}({{ id: string }}) -> {noun.title()}",
        "summary": f"{verb.title()} a {noun} of {integration}{choose.randrange(4000)}.",
        "description": f"What can be done with {about}.",
        "parameters": parameters,
    }
