"""Operations become functions: what a definition says, but for names and examples."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from generator.definition.base import URL_PATTERN
from generator.importing import prose
from generator.importing.answers import Answers
from generator.importing.bodies import Bodies
from generator.importing.document import Documents, Node
from generator.importing.drafts import Draft
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.operations import Operation
from generator.importing.parameters import Parameters
from generator.importing.rules import ANNOTATION, EXTENSION, METHOD, SERVER
from generator.importing.schemas import Schemas
from generator.importing.servers import Servers

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"})
_READS = frozenset({"GET", "HEAD"})
_KNOWN = frozenset(
    {
        "callbacks",
        "deprecated",
        "description",
        "externalDocs",
        "operationId",
        "parameters",
        "requestBody",
        "responses",
        "security",
        "servers",
        "summary",
        "tags",
    }
)


@dataclass(slots=True)
class Made:
    """A function that was made of an operation."""

    operation: Operation
    draft: Draft
    answer: Node | None
    name: str = ""
    raw: Raw = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Functions:
    """Converts operations."""

    documents: Documents
    schemas: Schemas
    losses: Losses
    servers: Servers

    def convert(self, operation: Operation) -> Made | None:
        """Returns the function that an operation becomes; None, with a finding, where it becomes none."""
        try:
            return self._made(operation)
        except ExemptError as error:
            self.losses.exempted(error, operation.key)
            return None

    def _made(self, operation: Operation) -> Made:
        facts = operation.facts
        if facts.method not in _METHODS:
            raise ExemptError(METHOD, f"{facts.method} is no method of functions.", operation.node)
        prefix = self.servers.path(operation)
        if prefix is None:
            message = "it is at another address than the rest of the API."
            raise ExemptError(SERVER, message, _servers(operation))
        path, _, query = facts.path.strip().partition("?")
        path = prefix + _written_path(path.partition("#")[0])
        http: Raw = {"method": facts.method, "path": path}
        if query:
            http["query"] = dict(parse_qsl(query, keep_blank_values=True))
        draft = Draft(http)
        Parameters(self.documents, self.schemas, self.losses).add(operation, draft)
        Bodies(self.documents, self.schemas, self.losses).add(operation, draft)
        answer = Answers(self.documents, self.schemas, self.losses).add(operation, draft)
        self._report_rest(operation, answer)
        _without_doubles(draft)
        return Made(operation, draft, answer)

    def _report_rest(self, operation: Operation, answer: Node | None) -> None:
        for name, node in operation.node.fields():
            if name.startswith("x-"):
                message = f"The extension '{name}' is not read."
                self.losses.add(EXTENSION, message, node)
            elif name not in _KNOWN or (name == "callbacks" and node.value):
                message = f"Operations have no '{name}' in definitions."
                self.losses.add(ANNOTATION, message, node)
        if answer is None:
            return
        for name, node in answer.inside("headers"):
            if name.lower() != "link":
                message = "Headers of answers are not described; raw responses have them."
                self.losses.add(ANNOTATION, message, node)
        links = answer.get("links")
        if links is not None and links.value:
            self.losses.add(ANNOTATION, "Links between answers and operations are left out.", links)


def _servers(operation: Operation) -> Node:
    own = (each.get("servers") for each in (operation.node, operation.path_item))
    return next((each for each in own if each is not None), operation.node)


def _written_path(path: str) -> str:
    """Returns a path as requests carry it, whatever a document leaves out or puts around it."""
    path = re.sub(r"\{\s*([^{}]*?)\s*\}", r"{\1}", path.strip())
    path = re.sub(r"\s+", "%20", path)
    return path if path.startswith("/") else f"/{path}"


def _without_doubles(draft: Draft) -> None:
    """Drops constants of the query that are parameters, too."""
    constants: Raw = draft.http.get("query", {})
    wires = {
        raw.get("wire_name", name)
        for name, raw in draft.parameters.items()
        if raw.get("in") == "query"
    }
    for name in wires & constants.keys():
        del constants[name]
    if "query" in draft.http and not constants:
        del draft.http["query"]


@dataclass(frozen=True, slots=True)
class Texts:
    """What functions are called and said to do, and where the facts come from."""

    keep: bool
    source: str
    checked: str

    def written(self, made: Made, group: str | None, pagination: Raw | None) -> Raw:
        """Returns a function's definition without examples, its fields in the format's order."""
        draft, node, name = made.draft, made.operation.node, made.name
        summary, description = self._texts(node, name)
        raw: Raw = {
            "$schema": "../../function.schema.json",
            "title": self._title(node, name),
            "summary": summary,
            "description": description,
            "operation": "read" if draft.http["method"] in _READS else "write",
        }
        if draft.http["method"] == "DELETE":
            raw["destructive"] = True
        if "idempotency" in draft.fields and raw["operation"] == "write":
            raw["idempotency"] = draft.fields["idempotency"]
        if group is not None:
            raw["group"] = group
        if node.plain("deprecated") is True:
            raw["deprecated"] = {}
        raw["http"] = draft.http
        if draft.parameters:
            raw["parameters"] = draft.parameters
        for field_name in ("body", "response"):
            if field_name in draft.fields:
                raw[field_name] = draft.fields[field_name]
        if pagination is not None:
            raw["pagination"] = pagination
        if "streaming" in draft.fields:
            raw["streaming"] = draft.fields["streaming"]
        raw["vendor"] = {
            "documented": True,
            "source": self._source(node),
            "checked": self.checked,
        }
        return raw

    def _title(self, node: Node, name: str) -> str:
        text = prose.line(node.text("summary"), 80).rstrip(". ") if self.keep else ""
        return text.replace("`", "") or prose.sentence(name).rstrip(".")

    def _texts(self, node: Node, name: str) -> tuple[str, str]:
        neutral = prose.sentence(name)
        if not self.keep:
            return neutral, neutral
        summary = prose.line(node.text("summary")) or prose.line(node.text("description"))
        description = prose.prose(node.text("description"), prose.DESCRIPTION)
        summary = summary or neutral
        return prose.ended(summary), description or prose.ended(summary)

    def _source(self, node: Node) -> str:
        documentation = node.get("externalDocs")
        url = documentation.text("url") if documentation is not None else ""
        return url if re.fullmatch(URL_PATTERN, url) else self.source
