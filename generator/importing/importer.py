"""A vendor's OpenAPI document becomes the definition of an integration."""

import gc
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from generator.check.reserved import ANNOTATIONS, client_attributes
from generator.definition import Schema
from generator.definition.base import URL_PATTERN
from generator.findings import Finding, Report
from generator.findings.json_value import at, is_object
from generator.importing import prose
from generator.importing.account import Account
from generator.importing.annotations import Annotations
from generator.importing.document import Documents, Node
from generator.importing.errors import error_body
from generator.importing.examples import Examples
from generator.importing.functions import Functions, Made, Texts
from generator.importing.groups import groups_of
from generator.importing.keywords import Raw
from generator.importing.losses import ExemptError, Losses
from generator.importing.naming import function_names
from generator.importing.operations import Filter, Operation, chosen, operations
from generator.importing.paging import Paging
from generator.importing.rules import (
    ANNOTATION,
    CYCLE,
    EMPTY,
    EXAMPLE,
    EXTENSION,
    INVALID,
    PAGES,
    UNSUPPORTED,
    VERSION,
    WEBHOOK,
)
from generator.importing.schemas import Schemas
from generator.importing.servers import Servers, servers_of
from generator.importing.settle import file_of, function_of, looked_at
from generator.importing.shared_values import clean_fields
from generator.importing.type_names import TypeNames
from generator.importing.verify import verifying
from generator.resolve.naming import pascal
from generator.resolve.rules import TYPE_CYCLE
from generator.resolve.types import TypeResolver

_NOISE = re.compile(
    r"v?[0-9][0-9.]*|api|apis|rest|http|public|open|openapi|specification|spec|reference|[-–:]",
    re.IGNORECASE,
)
ACCOUNTS = ("work", "personal")
"""The accounts that docs show; no function has their names."""
_OWN = "integration.json"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asks for."""

    name: str
    checked: str
    """The day on which the document was read, as `YYYY-MM-DD`."""
    include: tuple[Filter, ...] = ()
    exclude: tuple[Filter, ...] = ()
    keep_descriptions: bool = True
    base_url: str | None = None
    known_names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Names that operations have from an earlier import, by operation."""


@dataclass(slots=True)
class Imported:
    """What came of a document. With errors among the losses, files mean nothing."""

    losses: Losses
    files: dict[str, Raw] = field(default_factory=dict[str, Raw])
    """The definition's files, by path."""
    names: dict[str, str] = field(default_factory=dict[str, str])
    """The names of functions, by operation."""
    found: int = 0
    """How many operations the document has."""
    wanted: int = 0
    """How many of them were chosen."""


def import_openapi(root: Node, documents: Documents, options: Options) -> Imported:
    """Returns the definition that a document means, and what could not be carried over."""
    imported = Imported(Losses())
    if not _is_openapi(root, imported.losses):
        return imported
    collecting = gc.isenabled()
    gc.disable()  # what a large document holds stays until the end, and is looked at for nothing
    try:
        Importer(root, documents, options, imported).run()
    finally:
        if collecting:
            gc.enable()
    return imported


def _is_openapi(root: Node, losses: Losses) -> bool:
    stated = root.plain("openapi")
    version = str(stated) if isinstance(stated, str | float) else ""
    if re.match(r"3\.[012](\.|$)", version):
        return True
    older = root.plain("swagger")
    what = f"OpenAPI {version}" if version else f"Swagger {older}" if older else "something else"
    losses.add(VERSION, f"OpenAPI 3.0 or 3.1 is read; this is {what}.", root)
    return False


@dataclass(slots=True)
class Importer:
    """One import, from the root of a document to the files of a definition."""

    THING: ClassVar[str] = "operation"

    root: Node
    documents: Documents
    options: Options
    imported: Imported
    schemas: Schemas = field(init=False)
    servers: Servers = field(init=False)
    account: Raw = field(init=False)
    """`base_url`, `settings`, `auth` and `credentials`."""

    def __post_init__(self) -> None:
        annotations = Annotations(self.options.keep_descriptions, self.losses)
        self.schemas = Schemas(self.documents, self.imported.losses, annotations)

    @property
    def losses(self) -> Losses:
        return self.imported.losses

    def run(self) -> None:
        """Fills in what is imported."""
        found = list(operations(self.root, self.documents, self.losses))
        names = function_names(
            [each.facts for each in found],
            self.options.known_names,
            reserved={*client_attributes(), *ANNOTATIONS, *ACCOUNTS},
        )
        wanted = chosen(found, self.options.include, self.options.exclude)
        self.imported.found, self.imported.wanted = len(found), len(wanted)
        self._report_rest()
        self.servers = servers_of(self.root, found)
        converter = Functions(self.documents, self.schemas, self.losses, self.servers)
        made = [each for one in wanted if (each := converter.convert(one)) is not None]
        for each in made:
            each.name = self._own_name(names[each.operation.key])
        self.schemas.finish()
        self.account = self._account([each.operation for each in made])
        self._write(made)
        resolver = self._resolver(made)
        examples = Examples(self.options.name, resolver, self.losses)
        complete = [each for each in made if self._exemplified(each, examples)]
        if not complete:
            self.losses.add(EMPTY, f"No {self.THING} becomes a function.", self.root)
            return
        self._settle(complete)

    def _settle(self, made: list[Made]) -> None:
        """Writes the files; functions that the generator would refuse are left out."""
        integration = self._integration([each.operation for each in made])
        unsure = made
        while made:
            files = self._files(integration, made)
            looked = {each.name for each in unsure} | {str(files[_OWN].get("verify"))}
            wrong: dict[str, Finding] = {}
            found, complete = looked_at(self.options.name, _only(files, looked))
            for finding in found:
                name = function_of(self.options.name, finding)
                if name is None and not self._dropped(finding):
                    path = file_of(self.options.name, finding)
                    message = f"What was made is no definition: {path}: {finding.message}"
                    self.losses.add(INVALID, message, self.root)
                    return
                wrong.setdefault(name or "", finding)
            if not wrong:
                self.imported.files = files
                self.imported.names = {each.operation.key: each.name for each in made}
                return
            made = [each for each in made if self._repaired(each, wrong.get(each.name))]
            unsure = [each for each in made if each.name in wrong or not complete]
        self.losses.add(EMPTY, f"No {self.THING} becomes a function.", self.root)

    def _dropped(self, finding: Finding) -> bool:
        """Whether a finding was about a default or an example of a shared type, which is left out now."""
        if file_of(self.options.name, finding) != "types.json":
            return False
        for depth, step in enumerate(finding.pointer):
            owner = at(self.schemas.names.objects, finding.pointer[:depth])
            if step in ("examples", "default") and is_object(owner) and depth > 2:
                owner.pop(step, None)
                origin = self.schemas.origins.get(str(finding.pointer[0]), self.root)
                self.losses.add(EXAMPLE, "The example of a field does not fit its schema.", origin)
                return True
        return False

    def _repaired(self, made: Made, finding: Finding | None) -> bool:
        """Whether a function is right, or right without its pages; notes it where it is neither."""
        if finding is None:
            return True
        pagination = made.raw.pop("pagination", None)
        if pagination is not None:
            message = f"How the list continues is left out: {finding.message}"
            self.losses.add(PAGES, message, made.operation.node)
            return True
        error = ExemptError(UNSUPPORTED, finding.message, made.operation.node)
        self.losses.exempted(error, made.operation.key)
        return False

    def _own_name(self, name: str) -> str:
        """Returns a function's name without what the full name adds to it."""
        prefix = self.options.name
        if name == prefix or name.startswith((f"{prefix}_", "iter_")):
            return f"call_{name}"
        return name

    def _report_rest(self) -> None:
        for file in self.documents.files.values():
            for pointer in file.repeated():
                message = f"The key '{pointer[-1]}' stands there twice; the last one holds."
                self.losses.add(ANNOTATION, message, Node(file, pointer, None))
        for _, node in self.root.inside("webhooks"):
            self.losses.add(WEBHOOK, "Webhooks are calls from the vendor; they are left out.", node)
        for name, node in self.root.fields():
            if name.startswith("x-"):
                self.losses.add(EXTENSION, f"The extension '{name}' is not read.", node)

    def _write(self, made: list[Made]) -> None:
        texts = Texts(self.options.keep_descriptions, self._docs_url(), self.options.checked)
        paging = Paging(self.documents, self.schemas.shared)
        groups = groups_of([each.operation.facts for each in made], self._taken(made))
        for each in made:
            group = groups.get(each.operation.key)
            each.raw = texts.written(each, group, paging.find(each.draft, each.answer))

    def _taken(self, made: list[Made]) -> set[str]:
        """Returns names that no group may have beside those of the functions."""
        values = [*self.account.get("credentials", []), *self.account.get("settings", [])]
        keys = {str(each["key"]) for each in values}
        return {*(each.name for each in made), *keys, *_reserved(), "default", "SPEC"}

    def _resolver(self, made: list[Made]) -> TypeResolver:
        """Returns all types, with names of their own; defaults and examples that do not fit are gone."""
        names, shared = self.schemas.names, self.schemas.shared
        objects: dict[str, Raw] = {**shared}
        names.objects = objects
        for name, schema in shared.items():
            names.inside(schema, name)
        for each in made:
            _name_inline(names, each)
        resolver = self._acyclic()
        clean_fields(resolver, objects, self.schemas.origins, self.root, self.losses)
        return self._acyclic()

    def _acyclic(self) -> TypeResolver:
        while True:  # every round makes a type simpler
            shared = {
                name: Schema.model_validate_json(json.dumps(each))
                for name, each in self.schemas.shared.items()
            }
            resolver, report = TypeResolver(shared), Report("types.json")
            resolver.resolve_shared(report)
            cycles = [each for each in report.findings if each.rule is TYPE_CYCLE]
            if not cycles:
                return resolver
            for finding in cycles:
                name = str(finding.pointer[0])
                message = "The type stands for itself; any value fits."
                self.losses.add(CYCLE, message, self.schemas.origins[name])
                self.schemas.shared[name] = {"type": "any"}

    def _exemplified(self, made: Made, examples: Examples) -> bool:
        try:
            examples.add(made)
        except ExemptError as error:
            self.losses.exempted(error, made.operation.key)
            return False
        return True

    def _files(self, integration: Raw, made: list[Made]) -> dict[str, Raw]:
        """Returns the files of the definition."""
        functions = {each.name: each.raw for each in made}
        integration = {**integration, "functions": list(functions)}
        verify = verifying(functions)
        if verify is not None:
            integration["verify"] = verify
        integration["example_accounts"] = list(ACCOUNTS)
        files: dict[str, Raw] = {_OWN: integration}
        if self.schemas.shared:
            files["types.json"] = self.schemas.shared
        files |= {f"functions/{name}.json": raw for name, raw in functions.items()}
        return files

    def _integration(self, made: list[Operation]) -> Raw:
        info = self.root.get("info") or self.root.with_value({})
        title = _title(info.text("title")) or self.options.name
        raw: Raw = {
            "$schema": "../integration.schema.json",
            "format": 1,
            "name": title,
            "category": "other",
            "summary": self._summary(info, title),
            "docs_url": self._docs_url(),
            **self.account,
        }
        raw |= class_name(title, self.options.name)
        errors = error_body(made, self.documents)
        if errors is not None:
            raw["errors"] = errors
        return raw

    def _account(self, made: list[Operation]) -> Raw:
        account = Account(self.root, self.documents, self.losses)
        address = account.address(self.servers, self.options.base_url)
        return {**address, **account.security(made)}

    def _summary(self, info: Node, title: str) -> str:
        text = prose.line(info.text("summary") or info.text("description"))
        if not text or not self.options.keep_descriptions:
            return f"The API of {title}."
        return text if text.endswith((".", "!", "?", "…")) else f"{text}."

    def _docs_url(self) -> str:
        documentation = self.root.get("externalDocs") or self.root.with_value({})
        info = self.root.get("info") or self.root.with_value({})
        contact = info.get("contact") or self.root.with_value({})
        server = next(iter(self.root.members("servers")), self.root.with_value({}))
        texts = (documentation.text("url"), contact.text("url"), server.text("url"))
        for text in (*texts, self.options.base_url or ""):
            if re.fullmatch(URL_PATTERN, text) and "{" not in text:
                return text
        return "https://example.com/"


def _reserved() -> set[str]:
    return {*client_attributes(), *ANNOTATIONS, *ACCOUNTS}


def _only(files: Mapping[str, Raw], functions: Collection[str]) -> dict[str, Raw]:
    """Returns the definition as if it had no other functions: what was right stays right without them."""
    listed = [each for each in files[_OWN]["functions"] if each in functions]
    kept = {f"functions/{name}.json": files[f"functions/{name}.json"] for name in listed}
    rest = {path: raw for path, raw in files.items() if not path.startswith("functions/")}
    return {**rest, _OWN: {**files[_OWN], "functions": listed}, **kept}


def class_name(title: str, name: str) -> Raw:
    """Returns the field that names the class, where a title does not."""
    joined = "".join(title.split())
    if joined.isidentifier() and joined.isascii() and joined[0].isalpha():
        return {}
    return {"class_name": pascal(name)}


def _title(text: str) -> str:
    """Returns a vendor's name, from what a document calls itself: `GitHub v3 REST API` is `GitHub`."""
    kept = prose.line(text, 60).replace("`", "").split()
    while len(kept) > 1 and _NOISE.fullmatch(kept[-1]):
        kept.pop()
    return " ".join(kept).strip(" -–:.")


def _name_inline(names: TypeNames, made: Made) -> None:
    root = pascal(made.name)
    for name, raw in made.draft.parameters.items():
        schema = raw.get("schema", raw)
        names.inline(schema, root + pascal(name))
    if "response" in made.raw:
        names.inline(made.raw["response"], f"{root}Result")
    if "streaming" in made.raw:
        names.inline(made.raw["streaming"]["event"], f"{root}Event")
