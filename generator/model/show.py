"""The `show` language: how an example prints its result. One meaning, rendered to several languages.

Statements are `Print` and `Each`; both reach values by a `Path` from a root: `result` (in the example of a stream `event`), or the
variable of a loop around them.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.model.types import Type

RESULT = "result"
"""The root that every statement about a result may use."""

EVENT = "event"
"""The root in its place where statements are about the events of a stream, one after the other."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the name of a field, or the 0-based position in a list.

    `type` is what stands there, `optional` whether it may be missing or null.
    """

    key: str | int
    type: Type
    optional: bool
    owner: str | None = None
    """The named object type whose field `key` is; None for positions and for the keys of maps."""


@dataclass(frozen=True, slots=True)
class Path:
    """A place in the result, or in an event."""

    root: str
    root_type: Type
    steps: tuple[Step, ...] = ()
    root_optional: bool = False

    @property
    def type(self) -> Type:
        """The type of what stands there."""
        return self.steps[-1].type if self.steps else self.root_type

    @property
    def optional(self) -> bool:
        """Whether something on the way, or what stands there, may be missing or null."""
        return self.root_optional or any(step.optional for step in self.steps)


@dataclass(frozen=True, slots=True)
class Value:
    """A value inside a line: `{path}`, `{path|default}` or `{path:.2f}`."""

    path: Path
    kind: Literal["string", "integer", "number", "boolean"]
    default: str | None = None
    decimals: int | None = None
    """For numbers: digits after the point."""


Part: TypeAlias = str | Value
"""A piece of a line: plain text, or a value."""


@dataclass(frozen=True, slots=True)
class Print:
    """Prints a line. Adjacent texts are joined and none is empty; a line without parts is empty."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """Runs statements for each item of a list; a list that is missing has none."""

    path: Path
    variable: str
    body: "tuple[Statement, ...]"


Statement: TypeAlias = Print | Each
