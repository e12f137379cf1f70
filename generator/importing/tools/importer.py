"""A list of tools becomes the definition of an integration whose functions have no HTTP binding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, ClassVar

from generator.check.reserved import ANNOTATIONS, client_attributes
from generator.importing import prose
from generator.importing.account import NO_AUTH
from generator.importing.answers import bare
from generator.importing.document import Node
from generator.importing.drafts import Draft
from generator.importing.examples import Examples
from generator.importing.facts import OperationFacts
from generator.importing.functions import Made
from generator.importing.importer import ACCOUNTS, Imported, Importer, Options, class_name
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.operations import Operation
from generator.importing.rules import EMPTY, TOOL
from generator.importing.tools.documents import ToolDocuments
from generator.importing.tools.forms import Tool, listed, read_tool
from generator.importing.tools.inputs import Inputs
from generator.importing.tools.naming import tool_names
from generator.importing.tools.operations import note, operation
from generator.importing.words import words

_NOWHERE = "https://example.com/"


@dataclass(frozen=True, slots=True)
class ToolOptions:
    """What the user asks for."""

    name: str
    checked: str
    """The day on which the list was read, as `YYYY-MM-DD`."""
    title: str = ""
    docs_url: str = ""
    include: tuple[str, ...] = ()
    """Names of tools, with `*` and `?`; all, where there are none."""
    exclude: tuple[str, ...] = ()
    keep_descriptions: bool = True
    known_names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Names that tools have from an earlier import, by their own."""

    def chooses(self, tool: str) -> bool:
        """Whether a tool is wanted."""
        return (not self.include or _fits(tool, self.include)) and not _fits(tool, self.exclude)


def _fits(tool: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(tool, each) for each in patterns)


def import_tools(root: Node, options: ToolOptions) -> Imported:
    """Returns the definition that a list of tools means, and what could not be carried over."""
    imported = Imported(Losses())
    found = listed(root, imported.losses)
    imported.found = len(found)
    if not imported.losses.failed:
        own = Options(options.name, options.checked, keep_descriptions=options.keep_descriptions)
        documents = ToolDocuments("")
        importer = _ToolImporter(root, documents, own, imported, ToolReader(options, documents))
        importer.take(found)
    return imported


@dataclass(slots=True)
class ToolReader:
    """What the importer of tools knows beside that of operations."""

    options: ToolOptions
    documents: ToolDocuments
    tools: dict[str, Tool] = field(default_factory=dict[str, Tool])


@dataclass(slots=True)
class _ToolImporter(Importer):
    THING: ClassVar[str] = "tool"

    reader: ToolReader

    def take(self, found: list[Node]) -> None:
        """Imports the tools that stand at these places."""
        options = self.reader.options
        broken = self._read(found)
        tools = self.reader.tools
        reserved = {*client_attributes(), *ANNOTATIONS, *ACCOUNTS}
        names = tool_names(list(tools), options.name, options.known_names, reserved)
        wanted = [each for each in tools.values() if options.chooses(each.name)]
        self.imported.wanted = len(wanted) + broken
        made: list[Made] = []
        for tool in wanted:
            try:
                made.append(self._made(tool, names[tool.name]))
            except ExemptError as error:
                self.losses.exempted(error, tool.name)
        self.schemas.finish()
        self._write(made)
        examples = Examples(options.name, self._resolver(made), self.losses)
        complete = [each for each in made if self._exemplified(each, examples)]
        if not complete:
            self.losses.add(EMPTY, f"No {self.THING} becomes a function.", self.root)
            return
        self._settle(complete)

    def _read(self, found: list[Node]) -> int:
        """Reads the tools; returns how many cannot be, each with a finding."""
        broken = 0
        for number, node in enumerate(found, start=1):
            try:
                tool = read_tool(node, self.losses)
                if tool.name in self.reader.tools:
                    raise ExemptError(TOOL, "another tool before it has the same name.", tool.node)
                self.reader.tools[tool.name] = tool
            except ExemptError as error:
                self.losses.exempted(error, _called(node, number))
                broken += 1
        return broken

    def _made(self, tool: Tool, name: str) -> Made:
        facts = OperationFacts(key=tool.name, method="", path="", operation_id=tool.name)
        draft = Draft({})
        if tool.input is not None:
            self.reader.documents.add_root(tool.input)
            Inputs(self.documents, self.schemas, self.losses).add(tool.input, draft)
        if tool.output is not None:
            self.reader.documents.add_root(tool.output)
            draft.fields["response"] = bare(self.schemas.convert(tool.output, "output"))
        return Made(Operation(facts, tool.node, tool.node), draft, None, name)

    def _write(self, made: list[Made]) -> None:
        for each in made:
            each.raw = self._function(self.reader.tools[each.operation.key], each)

    def _function(self, tool: Tool, made: Made) -> Raw:
        summary, description = self._texts(tool, made.name)
        draft = made.draft
        return {
            "$schema": "../../function.schema.json",
            "title": self._title_of(tool, made.name),
            "summary": summary,
            "description": description,
            **operation(tool, made.name),
            **({"parameters": draft.parameters} if draft.parameters else {}),
            **draft.fields,
            "vendor": {
                "documented": True,
                "source": self.reader.options.docs_url or _NOWHERE,
                "checked": self.options.checked,
                **note(tool, made.name),
            },
        }

    def _title_of(self, tool: Tool, name: str) -> str:
        text = prose.line(tool.title, 80).rstrip(".") if self.options.keep_descriptions else ""
        return text.replace("`", "") or _neutral(tool, name).rstrip(".")

    def _texts(self, tool: Tool, name: str) -> tuple[str, str]:
        neutral = _neutral(tool, name)
        if not self.options.keep_descriptions:
            return neutral, neutral
        text = tool.node.text("description")
        summary = prose.ended(prose.line(text) or neutral)
        return summary, prose.prose(text, prose.DESCRIPTION) or summary

    def _exemplified(self, made: Made, examples: Examples) -> bool:
        """Adds an example that is only a call: no answer is made up for what cannot be called."""
        call = Made(made.operation, made.draft, None, made.name)
        try:
            examples.add(call)
        except ExemptError as error:
            self.losses.exempted(error, made.operation.key)
            return False
        arguments: Any = call.raw["examples"][0].get("arguments")
        made.raw["examples"] = [{"arguments": arguments} if arguments else {}]
        return True

    def _integration(self, made: list[Operation]) -> Raw:
        options = self.reader.options
        title = options.title or " ".join(each.capitalize() for each in options.name.split("_"))
        return {
            "$schema": "../integration.schema.json",
            "format": 1,
            "name": title,
            **class_name(title, options.name),
            "category": "other",
            "summary": f"The tools of {title}.",
            "docs_url": options.docs_url or _NOWHERE,
            **NO_AUTH,
        }


def _neutral(tool: Tool, name: str) -> str:
    """Returns the name of a function as a sentence, without what was put in front to make it a name."""
    return prose.sentence(name if words(tool.name)[:1] == ["run"] else name.removeprefix("run_"))


def _called(node: Node, number: int) -> str:
    """Returns what a tool that cannot be read is called in findings: its name, else its number."""
    inner = node.get("function") or node
    return inner.text("name").strip() or f"Tool {number}"
