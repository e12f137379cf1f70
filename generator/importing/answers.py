"""Answers: what a successful call returns, whole or as a stream of events."""

from dataclasses import dataclass

from generator.importing import members as parts
from generator.importing.bodies import media_examples
from generator.importing.document import BrokenReferenceError, Documents, Node
from generator.importing.drafts import Draft
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.media import kind_of
from generator.importing.operations import Operation
from generator.importing.rules import ANSWER, MEDIA_TYPE, REFERENCE, STATUS, STREAM
from generator.importing.schemas import Schemas
from generator.importing.unions import merged_options

_SWITCH = "stream"
_DONE = "[DONE]"


@dataclass(frozen=True, slots=True)
class _Carried:
    """What an answer of one status carries: a media type each kind."""

    status: str
    node: Node
    kinds: dict[str, tuple[str, Node]]


@dataclass(frozen=True, slots=True)
class Answers:
    """Converts the answers of operations."""

    documents: Documents
    schemas: Schemas
    losses: Losses

    def add(self, operation: Operation, draft: Draft) -> Node | None:
        """Adds the answer of an operation; returns where it stands. Raises ExemptError where there is none."""
        found = [self._carried(status, node) for status, node in self._successes(operation)]
        carrying = [each for each in found if each.kinds]
        if not carrying:
            draft.http["answer"] = "empty"
            return found[0].node if found else None
        kind = next(each for each in _KINDS if any(each in one.kinds for one in carrying))
        if kind == "stream":
            media = carrying[0].kinds["stream"][1]
            raise ExemptError(STREAM, "it answers with a stream only, without a switch.", media)
        if kind != "json":
            draft.http["answer"] = kind
        self._report_rest(kind, found)
        if kind == "json":
            self._json([each for each in carrying if "json" in each.kinds], draft)
        self._stream(carrying, kind, operation, draft)
        return next(each.node for each in carrying if kind in each.kinds)

    def _successes(self, operation: Operation) -> list[tuple[str, Node]]:
        stated = dict(operation.node.inside("responses"))
        found = {status: node for status, node in stated.items() if status.startswith("2")}
        if not found and "default" in stated:
            found = {"default": stated["default"]}
        redirects = [node for status, node in stated.items() if status.startswith("3")]
        if not found and redirects:
            raise ExemptError(ANSWER, "it answers with a redirect only.", redirects[0])
        if not found:
            message = "No answer of status 2xx is described; what comes is passed over."
            self.losses.add(ANSWER, message, operation.node.get("responses") or operation.node)
        return [(status, self._followed(node)) for status, node in sorted(found.items())]

    def _followed(self, node: Node) -> Node:
        try:
            return self.documents.follow(node)
        except BrokenReferenceError as problem:
            self.losses.add(REFERENCE, f"{problem} The answer is unknown.", node)
            return node.with_value({})

    def _carried(self, status: str, node: Node) -> _Carried:
        kinds: dict[str, tuple[str, Node]] = {}
        for name, media in node.inside("content"):
            kind: str = kind_of(name)
            schema = media.get("schema")
            if kind == "json" and schema is not None and schema.plain("format") == "binary":
                kind = "binary"
            if kind in kinds:
                message = f"An answer could be {name}, too; {kinds[kind][0]} is what is read."
                self.losses.add(MEDIA_TYPE, message, media)
            kinds.setdefault(kind, (name, media))
        return _Carried(status, node, kinds)

    def _report_rest(self, kind: str, found: list[_Carried]) -> None:
        for each in found:
            if not each.kinds:
                message = f"Beside an answer with content, one of status {each.status} has none."
                self.losses.add(STATUS, message, each.node)
            for other, (name, media) in each.kinds.items():
                if other not in (kind, "stream"):
                    message = f"An answer could be {name}, too; {kind} is what is read."
                    self.losses.add(MEDIA_TYPE, message, media)

    def _json(self, carrying: list[_Carried], draft: Draft) -> None:
        schemas: list[Raw] = []
        for each in carrying:
            media = each.kinds["json"][1]
            schema = media.get("schema")
            schemas.append(self.schemas.convert(schema, "output") if schema else {"type": "any"})
            draft.answers.extend(media_examples(media, self.documents))
            draft.answers.extend(self._schema_example(schema))
        draft.fields["response"] = bare(merged_options(schemas) if len(schemas) > 1 else schemas[0])

    def _schema_example(self, schema: Node | None) -> list[tuple[object, Node]]:
        if schema is None:
            return []
        try:
            end = self.documents.follow(schema)
        except BrokenReferenceError:
            return []
        return [(end.plain("example"), end)] if end.plain("example") is not None else []

    def _stream(
        self, carrying: list[_Carried], kind: str, operation: Operation, draft: Draft
    ) -> None:
        media = next((each.kinds["stream"][1] for each in carrying if "stream" in each.kinds), None)
        if media is None:
            return
        switch = next((n for n, p in draft.parameters.items() if _is_switch(n, p)), None)
        if kind != "json" or switch is None:
            message = "The answer may be a stream, which no boolean parameter 'stream' switches on."
            if kind != "json":
                message = "A stream beside an answer that is not JSON has no counterpart."
            self.losses.add(STREAM, message, media)
            return
        raw = draft.parameters[switch]
        draft.parameters[switch] = {
            **{name: each for name, each in raw.items() if name not in ("anyOf", "const", "enum")},
            "type": "boolean",
        }
        draft.fields["streaming"] = {
            "parameter": switch,
            "event": self._event(media),
            "terminator": _DONE,
        }

    def _event(self, media: Node) -> Raw:
        """Returns the type of an event's data; a schema may describe the whole event, with its data inside."""
        schema = media.get("itemSchema") or media.get("schema")
        if schema is None:
            return {"type": "any"}
        plain = parts.opened([schema], self.documents, self.losses).plain
        fields = parts.properties(plain)
        if "data" in fields and fields.keys() <= {"data", "event", "id", "retry"}:
            return bare(self.schemas.convert(fields["data"], "output"))
        if schema.plain("type") == "string":
            return {"type": "any"}
        return bare(self.schemas.convert(schema, "output"))


_KINDS = ("json", "binary", "text", "stream")


def _is_switch(name: str, parameter: Raw) -> bool:
    kinds = [parameter, *parameter.get("anyOf", [])]
    return name == _SWITCH and any(
        each.get("type") == "boolean" or isinstance(each.get("const"), bool) for each in kinds
    )


def bare(schema: Raw) -> Raw:
    """Returns the schema of an answer, of which nobody asks for a default."""
    return {
        name: each
        for name, each in schema.items()
        if name not in ("default", "examples", "deprecated")
    }
