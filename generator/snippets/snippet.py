"""A command and what it prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """A command that can be pasted into a shell; both texts end in a line break, unless nothing is printed."""

    code: str
    output: str
    """What it writes to standard output, as the example's answer makes it; empty where that is not known."""
