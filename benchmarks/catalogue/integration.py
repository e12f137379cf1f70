"""One integration: which functions it has, and its files."""

import json
from collections.abc import Callable, Iterator, Mapping

from benchmarks.catalogue import lists, searches, standard
from benchmarks.catalogue.accounts import Identity, account
from benchmarks.catalogue.chance import Chance, Turns
from benchmarks.catalogue.specials import SPECIALS
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vendor import Vendor
from benchmarks.catalogue.vocabulary import ACTIONS, NOUNS, plural, spoken

_WIDE = 20
"""From so many functions on, they are grouped."""

_USUAL: Mapping[str, Callable[[Vendor, str], Json]] = {
    "get": standard.get,
    "create": standard.create,
    "update": standard.update,
    "delete": standard.delete,
}


def files(identity: Identity, functions: int, chance: Chance, turns: Turns) -> dict[str, bytes]:
    """Returns the files of an integration's definition, by path below its folder."""
    vendor = Vendor(identity, chance, turns)
    nouns = _nouns(identity.category, chance)
    written = _functions(vendor, nouns, functions)
    kept = [spoken(plural(noun)) for noun in nouns[:3]]
    definition = _definition(vendor, kept, list(written)) | _verify(vendor, written)
    return {
        "integration.json": _json(definition),
        "types.json": _json(vendor.shapes.types),
        **{f"functions/{name}.json": _json(each) for name, each in written.items()},
    }


def _json(value: Json) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _nouns(category: str, chance: Chance) -> list[str]:
    """Returns what a vendor keeps: first what belongs to its category, for wide ones what others keep, too."""
    own = NOUNS[category].split()
    others = [noun for each in NOUNS.values() for noun in each.split() if noun not in own]
    return [*chance.shuffled(own), *chance.shuffled(list(dict.fromkeys(others)))]


def _functions(vendor: Vendor, nouns: list[str], count: int) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, noun, function in _all(vendor, nouns, count):
        if count >= _WIDE:
            function["group"] = plural(noun)
        if found and vendor.turns.every("deprecated", 30):
            function["deprecated"] = {
                "since": "2026-03-01",
                "removed": "2027-03-01",
                "replacement": next(iter(found)),
                "reason": "It cannot turn pages.",
            }
        found[name] = vendor.completed(function, noun)
        if len(found) == count:
            return found
    raise ValueError(f"No vendor has as many as {count} functions.")


def _all(vendor: Vendor, nouns: list[str], count: int) -> Iterator[tuple[str, str, Json]]:
    """Yields functions, as many as there are words for, each with its name and what it is about."""
    for position, noun in enumerate(nouns):
        yield f"list_{plural(noun)}", noun, lists.listing(vendor, noun)
        for verb, write in list(_USUAL.items())[: vendor.chance.between(1, len(_USUAL))]:
            yield f"{verb}_{noun}", noun, write(vendor, noun)
        if vendor.turns.every("search", 3):
            yield f"search_{plural(noun)}", noun, searches.search(vendor, noun)
        if position == 0 or vendor.chance.happens(0.5):
            name, special = vendor.turns.next("special", SPECIALS)(vendor, noun)
            yield name, noun, special
        actions = vendor.chance.between(0, 2 if count < _WIDE else 4)
        for action in vendor.chance.some(ACTIONS, actions):
            yield f"{action}_{noun}", noun, standard.act(vendor, noun, action)


def _definition(vendor: Vendor, kept: list[str], functions: list[str]) -> Json:
    identity, (first, second, third) = vendor.identity, kept
    result: Json = {
        "$schema": "../integration.schema.json",
        "format": 1,
        "name": identity.title,
        "category": identity.category,
        "summary": f"{first.capitalize()}, {second} and {third} for teams of every size.",
        "docs_url": f"https://docs.{identity.host}/reference",
        **account(identity, vendor.turns),
        "functions": functions,
    }
    if vendor.turns.every("class name", 11):
        result |= {
            "name": f"{identity.title}.io",
            "class_name": f"{identity.title.replace(' ', '')}Io",
        }
    if vendor.turns.every("accounts", 4):
        result["example_accounts"] = ["sales", "support"]
    return result


def _verify(vendor: Vendor, functions: Mapping[str, Json]) -> Json:
    """Returns the read that shows whether credentials work: mostly the first list, which requires nothing."""
    name, arguments = next(iter(functions)), {}
    if vendor.turns.every("verify", 7):
        reads = [each for each in functions if functions[each]["operation"] == "read"]
        name = next((each for each in reads if _required(functions[each])), name)
        arguments = _required(functions[name])
    return {"verify": name, **({"verify_arguments": arguments} if arguments else {})}


def _required(function: Json) -> Json:
    """Returns what calls of a function cannot leave out, as its first example has it."""
    given = function["examples"][0].get("arguments", {})
    parameters = function["parameters"]
    return {name: value for name, value in given.items() if parameters[name].get("required")}
