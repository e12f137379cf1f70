"""Checks of values that may be spelt in several ways: unions, and text that carries JSON."""

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from ..spec import JSON
from .checks import Check, Node, wrong
from .values import Kind, Path, Problem, clean_string, kind_of


def union(nodes: Sequence[Node]) -> Node:
    """The first of `nodes` that a value fits. One that fits none has the problems of the node it fits best."""
    kinds: frozenset[Kind] = frozenset()
    if all(node.kinds for node in nodes):
        kinds = frozenset[Kind]().union(*(node.kinds for node in nodes))

    nullable = any(node.nullable for node in nodes)

    def first_fit(value: Any, path: Path, problems: list[Problem]) -> JSON:
        if value is None and nullable:
            return None
        kind = kind_of(value)
        best: list[Problem] | None = None
        for node in nodes:
            if node.kinds and kind not in node.kinds and not _whole(value, node):
                continue
            attempt: list[Problem] = []
            cleaned = node.check(value, path, attempt)
            if not attempt:
                return cleaned
            if best is None or len(attempt) < len(best):
                best = attempt
        if best is None:
            best = [wrong(path, value, *kinds)]
        problems.extend(best)
        return None

    return Node(first_fit, kinds, nullable)


def _whole(value: object, node: Node) -> bool:
    return isinstance(value, float) and "integer" in node.kinds


def json_text(decoded: Node) -> Check:
    """JSON text, or the structure that it spells; what is sent is the structure."""

    def structure(value: Any, path: Path, problems: list[Problem]) -> JSON:
        if isinstance(value, str):
            try:
                value = parse_json(clean_string(value, path, problems))
            except ValueError as error:
                problems.append(Problem(path, f"must be JSON text ({error})"))
                return None
        return decoded.check(value, path, problems)

    return structure


def text_or_json(decoded: Node) -> Check:
    """Text; if it spells JSON that `decoded` describes, then the structure. The structure itself is as good."""

    def either(value: Any, path: Path, problems: list[Problem]) -> JSON:
        if not isinstance(value, str):
            if decoded.kinds and kind_of(value) not in decoded.kinds:
                problems.append(wrong(path, value, "string", *decoded.kinds))
                return None
            return decoded.check(value, path, problems)
        text = clean_string(value, path, problems)
        attempt: list[Problem] = []
        try:
            decoded_value = decoded.check(parse_json(text), path, attempt)
        except (ValueError, RecursionError):
            return text
        return text if attempt else decoded_value

    return either


def parse_json(text: str) -> Any:
    """The value of strict JSON text; raises ValueError with where it goes wrong."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos + 1}") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")
