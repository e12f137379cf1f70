"""What tools take: the fields of their input become parameters."""

from dataclasses import dataclass

from generator.importing import members as parts
from generator.importing.document import Documents, Node
from generator.importing.drafts import Draft
from generator.importing.keywords import limits
from generator.importing.losses import ExemptError, Losses
from generator.importing.objects import report_open
from generator.importing.rules import PARAMETER, TOOL, UNION
from generator.importing.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Inputs:
    """Converts the schemas of what tools take."""

    documents: Documents
    schemas: Schemas
    losses: Losses

    def add(self, schema: Node, draft: Draft) -> None:
        """Adds the parameters of a tool. Raises ExemptError where it does not take an object."""
        opened = parts.opened([schema], self.documents, self.losses)
        if opened.plain and not opened.is_object:
            given = opened.plain[0].plain("type")
            what = f"of type '{given}', not an object." if isinstance(given, str) else "no object."
            raise ExemptError(TOOL, f"its input is {what}", schema)
        for each in opened.plain:
            limits(each, "object", self.losses)
        report_open(self.schemas, opened.plain, "input")
        fields = parts.properties(opened.plain)
        always = parts.required(opened.plain)
        for union in opened.unions:
            self._merge(union, fields, always)
        for name, node in fields.items():
            self._one(name, node, name in always, draft)
        for name in always:
            if name not in fields and name.strip():
                draft.add(name, {"type": "any"}, schema, location=None, required=True)

    def _merge(self, union: Node, fields: dict[str, Node], always: list[str]) -> None:
        """Adds the fields of alternatives, of which a call gives those of one."""
        required: list[set[str]] = []
        several = False
        for option in parts.alternatives(union):
            opened = parts.opened([option], self.documents, self.losses)
            if opened.plain and not opened.is_object:
                self.losses.add(UNION, "An input that is no object is left out.", option)
                continue
            found = parts.properties(opened.plain)
            several = several or bool(found)
            for name, node in found.items():
                fields.setdefault(name, node)
            required.append(set(parts.required(opened.plain)))
        everywhere = [name for name in fields if all(name in each for each in required)]
        always.extend(name for name in everywhere if required and name not in always)
        message = (
            "The fields of all alternatives are parameters."
            if several
            else "Which fields must be there together is not carried over."
        )
        self.losses.add(UNION, message, union)

    def _one(self, name: str, node: Node, required: bool, draft: Draft) -> None:
        if not name.strip():
            self.losses.add(PARAMETER, "A field without a name cannot be a parameter.", node)
            return
        schema = self.schemas.convert(node, "input")
        draft.add(name, schema, node, location=None, required=required)
