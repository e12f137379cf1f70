"""Where failed answers say what went wrong."""

from collections import Counter

from generator.importing import members as parts
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.keywords import Raw
from generator.importing.losses import Losses
from generator.importing.media import is_json
from generator.importing.operations import Operation

_MESSAGES = ("message", "detail", "error_description", "error", "description")
_CODES = ("code", "error_code", "type")
_REQUEST_ID = ("x-request-id", "request-id", "x-github-request-id", "x-correlation-id")


def error_body(operations: list[Operation], documents: Documents) -> Raw | None:
    """Returns `errors` of the integration: the place on which most failed answers agree, if it is a usual one."""
    found: Counter[tuple[str, str]] = Counter()
    known: dict[object, tuple[str, str] | None] = {}
    for node in _schemas(operations, documents):
        if node.key not in known:
            known[node.key] = _place(node, documents)
        place = known[node.key]
        if place is not None:
            found[place] += 1
    header = _request_id(operations, documents)
    raw: Raw = {}
    if found:
        message, code = found.most_common(1)[0][0]
        raw = {"message": message, **({"code": code} if code else {})}
    if header:
        raw["request_id_header"] = header
    return raw or None


def _responses(operations: list[Operation], documents: Documents) -> list[tuple[str, Node]]:
    found: list[tuple[str, Node]] = []
    for operation in operations:
        for status, node in operation.node.inside("responses"):
            try:
                found.append((status, documents.follow(node)))
            except BrokenReferenceError:
                continue
    return found


def _schemas(operations: list[Operation], documents: Documents) -> list[Node]:
    found: list[Node] = []
    for status, node in _responses(operations, documents):
        if not status.startswith(("4", "5", "default")):
            continue
        for name, media in node.inside("content"):
            schema = media.get("schema")
            if is_json(name) and schema is not None:
                found.extend(_end(schema, documents))
    return found


def _end(node: Node, documents: Documents) -> list[Node]:
    try:
        return [documents.follow(node)]
    except BrokenReferenceError:
        return []


def _request_id(operations: list[Operation], documents: Documents) -> str | None:
    for _, node in _responses(operations, documents):
        for name, _ in node.inside("headers"):
            if name.lower() in _REQUEST_ID:
                return name.lower()
    return None


def _place(node: Node, documents: Documents) -> tuple[str, str] | None:
    fields = _fields(node, documents)
    inner = _fields(fields["error"], documents) if "error" in fields else {}
    for prefix, known in (("error.", inner), ("", fields)):
        text = next((name for name in _MESSAGES if _is_text(known.get(name), documents)), None)
        if text is not None:
            code = next((name for name in _CODES if name in known), None)
            return f"{prefix}{text}", f"{prefix}{code}" if code else ""
    return None


def _fields(node: Node, documents: Documents) -> dict[str, Node]:
    return parts.properties(parts.opened([node], documents, Losses()).plain)


def _is_text(node: Node | None, documents: Documents) -> bool:
    if node is None:
        return False
    plain = parts.opened([node], documents, Losses()).plain
    return any(each.plain("type") in ("string", ["string", "null"]) for each in plain)
