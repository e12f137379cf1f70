"""An integration, resolved and named: what all targets read.

Facts that need no resolution (authentication, HTTP binding, pagination, provenance) are the definition's own objects.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.definition import (
    Auth,
    ErrorBody,
    Http,
    Location,
    Paging,
    Vendor,
)
from generator.definition.schema import QueryStyle
from generator.model.show import Statement
from generator.model.types import ABSENT, NamedType, Type

MOST_TOGETHER = 40
"""Functions up to which an integration is one Lua module and one page, whether it has groups or not."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential or a setting of an account."""

    key: str
    label: str
    hint: str | None
    env: tuple[str, ...]
    """The variables that may hold it for the default account, the canonical one (`GROQ_API_KEY`) first."""
    secret: bool
    required: bool
    default: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function."""

    name: str
    type: Type
    required: bool
    description: str
    location: Location | None
    wire_name: str
    documented_type: str
    """The type as pages name it: `string`, `integer`, `number`, `boolean`, `array`, `object`, `file` or `any`."""
    default: Any = ABSENT
    examples: tuple[Any, ...] = ()
    query_style: QueryStyle = "repeat"
    deprecated: str | None = None
    """The sentence that warns, where the parameter should no longer be used."""
    streaming_switch: bool = False
    """It asks for a stream in place of an answer."""
    is_file: bool = False
    """It takes a file, or a list of files, which examples name."""


@dataclass(frozen=True, slots=True)
class StreamExample:
    """The events of a stream, and what a script prints of them."""

    events: tuple[Any, ...]
    show: tuple[Statement, ...]
    """What is printed of each event."""
    output: tuple[str, ...]
    """The lines that all events together print."""


@dataclass(frozen=True, slots=True)
class Streaming:
    """How an answer arrives in pieces."""

    parameter: str
    event: Type
    terminator: str | None
    error: str | None
    example: StreamExample | None


@dataclass(frozen=True, slots=True)
class Term:
    """A value and its meaning."""

    value: str | int
    description: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a section: exactly one field is set (`value` is set when it is not ABSENT)."""

    text: str | None = None
    value: Any = ABSENT
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Extra documentation of a function."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A call of `function`, the vendor's answer, and what a script prints of the result."""

    function: str
    kind: Literal["written", "derived"]
    title: str | None
    arguments: Mapping[str, Any]
    response: Any
    """The vendor's answer; ABSENT where the function has none."""
    result: Any
    """The answer after `shape`; ABSENT where the function documents none."""
    show: tuple[Statement, ...]
    output: tuple[str, ...]
    """The lines that every rendering prints."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of an integration."""

    name: str
    full_name: str
    """The name of the tool: `groq_list_models`."""
    title: str
    summary: str
    description: str
    operation: Literal["read", "write"]
    destructive: bool
    retry_safe: bool
    idempotency: str | None
    group: str | None
    """The group of a wide vendor's function: `issues`."""
    member: str
    """What it is called in its group (`list` of `issues`, for `list_issues`); its name where it has no group."""
    deprecated: str | None
    """The sentence that warns, where the function should no longer be used."""
    http: Http | None
    parameters: tuple[Parameter, ...]
    body: Any
    """The template of the body; ABSENT where the body parameters form an object."""
    response: Type | None
    shape: str | None
    result: Type | None
    pagination: Paging | None
    item: Type | None
    """The type of an item of the list that `pagination` walks; None where there is none."""
    streaming: Streaming | None
    vendor: Vendor
    sections: tuple[Section, ...]
    examples: tuple[Example, ...]
    derived_example: Example
    """The call with a value for every parameter, made from the definition alone."""

    def parameter(self, name: str) -> Parameter | None:
        """Returns the parameter with this name."""
        return next((each for each in self.parameters if each.name == name), None)

    @property
    def answers_bytes(self) -> bool:
        """Whether the answer is binary."""
        return self.http is not None and self.http.answer == "binary"

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters that callers must give."""
        return tuple(each for each in self.parameters if each.required)


def group_title(name: str) -> str:
    """Returns the name of a group as people read it: `Code scanning`."""
    return name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Group:
    """Functions of an integration that belong together; in the order of the definition."""

    name: str
    functions: tuple[Function, ...]

    @property
    def title(self) -> str:
        """The name as people read it: `Code scanning`."""
        return group_title(self.name)


@dataclass(frozen=True, slots=True)
class Integration:
    """An integration of the catalogue."""

    name: str
    """The name in code: `groq`."""
    title: str
    """The vendor's spelling: `Groq`."""
    class_name: str
    category: str
    summary: str
    docs_url: str
    base_url: str | None
    """Where all paths begin; None where no function has an endpoint."""
    base_url_env: tuple[str, ...]
    token_url_env: tuple[str, ...]
    """The variables that may hold another address of the token endpoint; empty where there is none."""
    auth: Auth
    credentials: tuple[Credential, ...]
    settings: tuple[Credential, ...]
    headers: Mapping[str, str]
    errors: ErrorBody | None
    functions: tuple[Function, ...]
    types: Mapping[str, NamedType]
    """The named types, sorted by name."""
    verify: str | None
    """The read that shows whether an account works; None where no function is such a read."""
    verify_arguments: Mapping[str, Any]
    """What it is called with."""
    example_accounts: tuple[str, ...]

    def function(self, name: str) -> Function:
        """Returns the function with this name; raises KeyError."""
        for each in self.functions:
            if each.name == name:
                return each
        raise KeyError(name)

    @property
    def sample(self) -> "tuple[Function, Mapping[str, Any]]":
        """The call that docs of accounts make: the one that verifies an account, else the first function's first example."""
        if self.verify is not None:
            return self.function(self.verify), self.verify_arguments
        first = self.functions[0]
        return first, first.examples[0].arguments

    @property
    def unbound(self) -> int:
        """The number of functions without an endpoint."""
        return sum(each.http is None for each in self.functions)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, in the order of their first functions; empty where no function has one."""
        found: dict[str, list[Function]] = {}
        for each in self.functions:
            if each.group is not None:
                found.setdefault(each.group, []).append(each)
        return tuple(Group(name, tuple(functions)) for name, functions in found.items())

    @property
    def is_split(self) -> bool:
        """Whether every group has a Lua module and pages of its own: where functions have groups, and are many."""
        return len(self.functions) > MOST_TOGETHER and bool(self.groups)

    @property
    def ungrouped(self) -> tuple[Function, ...]:
        """The functions without a group."""
        return tuple(each for each in self.functions if each.group is None)

    @property
    def reads(self) -> int:
        """The number of functions that read."""
        return sum(each.operation == "read" for each in self.functions)

    @property
    def writes(self) -> int:
        """The number of functions that write."""
        return len(self.functions) - self.reads
