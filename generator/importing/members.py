"""What a schema is composed of: `allOf` and references opened, alternatives set aside."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.findings.json_value import is_array, is_object
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.keywords import COMPOSITION, OBJECT, Raw, is_meaningful
from generator.importing.losses import Losses
from generator.importing.rules import CYCLE, REFERENCE


@dataclass(slots=True)
class Members:
    """The parts that a value must fit, all of them."""

    plain: list[Node] = field(default_factory=list[Node])
    """Schemas without composition."""
    unions: list[Node] = field(default_factory=list[Node])
    """Schemas with `oneOf` or `anyOf`, one of which a value fits."""

    @property
    def is_object(self) -> bool:
        """Whether the plain parts describe an object."""
        return any(_is_object(each.value) for each in self.plain)


def _is_object(value: Raw) -> bool:
    return value.get("type") in ("object", ["object"]) or bool(OBJECT & value.keys())


def opened(nodes: list[Node], documents: Documents, losses: Losses) -> Members:
    """Returns the parts of schemas that hold together."""
    members = Members()
    for node in nodes:
        _open(node, documents, losses, members, ())
    return members


def _open(
    node: Node,
    documents: Documents,
    losses: Losses,
    members: Members,
    inside: tuple[object, ...],
) -> None:
    if not is_object(node.value):
        return
    if node.key in inside:
        losses.add(CYCLE, "The schema contains itself through 'allOf'.", node)
        return
    inside = (*inside, node.key)
    reference = node.plain("$ref")
    if isinstance(reference, str):
        try:
            _open(documents.target(node, reference), documents, losses, members, inside)
        except BrokenReferenceError as problem:
            losses.add(REFERENCE, f"{problem} Any value fits in its place.", node)
    for each in node.members("allOf"):
        _open(each, documents, losses, members, inside)
    if own_part(node.value):
        members.plain.append(node)
    if alternatives(node):
        members.unions.append(node)


def own_part(value: Raw) -> bool:
    """Whether a schema says something beside its composition."""
    return is_meaningful({name: each for name, each in value.items() if name not in COMPOSITION})


def alternatives(node: Node) -> list[Node]:
    """Returns the options of a schema's `oneOf` or `anyOf`."""
    return [*node.members("oneOf"), *node.members("anyOf")]


def is_null(node: Node) -> bool:
    """Whether null is the one value that fits."""
    value = node.value
    if not is_object(value):
        return False
    return value.get("type") in ("null", ["null"]) or ("const" in value and value["const"] is None)


def allows_null(node: Node) -> bool:
    """Whether a schema says itself that null fits: by a keyword, its types, its enum or an option."""
    value = node.value
    if not is_object(value):
        return False
    types = value.get("type")
    listed = value.get("enum")
    if value.get("nullable") is True or (is_array(types) and "null" in types):
        return True
    if is_array(listed) and None in listed and types is None:
        return True
    return any(is_null(each) or allows_null(each) for each in alternatives(node))


def properties(nodes: list[Node]) -> dict[str, Node]:
    """Returns the fields that objects have together; where two describe one, the later says more."""
    found: dict[str, Node] = {}
    for node in nodes:
        for name, inner in node.inside("properties"):
            if name not in found or is_meaningful_node(inner):
                found[name] = inner
    return found


def is_meaningful_node(node: Node) -> bool:
    """Whether a schema says more than an annotation."""
    return is_object(node.value) and is_meaningful(node.value)


def required(nodes: list[Node]) -> list[str]:
    """Returns the fields that objects always have."""
    listed: Iterator[str] = (
        each.value for node in nodes for each in node.members("required") if _is_text(each)
    )
    return list(dict.fromkeys(listed))


def _is_text(node: Node) -> bool:
    return isinstance(node.value, str)
