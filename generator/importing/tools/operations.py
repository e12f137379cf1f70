"""Whether a tool reads or writes.

The hints of the list decide: `readOnlyHint` makes a read or a write; a destructive or an idempotent tool is a write. Without them, the verb with
which the function's name begins decides: `get`, `list`, `search` and their like read; everything else is a write. A write is destructive where
`destructiveHint` says so or, without that hint, where the verb does: `delete` and its like. `idempotentHint` makes a write that may be repeated.
"""

from generator.importing.keywords import Raw
from generator.importing.tools.forms import Tool
from generator.importing.words import words_of

_READING = words_of(
    """check compare count describe diff discover fetch find get inspect list lookup ping poll preview read retrieve
    search show status view"""
)
_DESTROYING = words_of("delete destroy drop erase purge remove truncate wipe")
BY_VERB = "The list of tools does not say whether it reads or writes: the verb of its name does."
BY_DEFAULT = "The list of tools does not say whether it reads or writes: it counts as a write."


def operation(tool: Tool, name: str) -> Raw:
    """Returns the fields that say what a call does at the vendor."""
    verb = name.removeprefix("run_").partition("_")[0]
    reads = tool.reads
    if reads is None and (tool.destructive or tool.repeatable):
        reads = False
    if reads if reads is not None else verb in _READING:
        return {"operation": "read"}
    raw: Raw = {"operation": "write"}
    if tool.destructive if tool.destructive is not None else verb in _DESTROYING:
        raw["destructive"] = True
    if tool.repeatable:
        raw["retry_safe"] = True
    return raw


def note(tool: Tool, name: str) -> Raw:
    """Returns the note on the evidence, where the list does not say what a call does."""
    if tool.reads is not None or tool.destructive or tool.repeatable:
        return {}
    verb = name.removeprefix("run_").partition("_")[0]
    return {"note": BY_VERB if verb in _READING | _DESTROYING else BY_DEFAULT}
