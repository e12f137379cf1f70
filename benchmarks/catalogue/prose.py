"""Sentences: true of nothing, and of the lengths that people write."""

from typing import Final

from benchmarks.catalogue.chance import Chance
from benchmarks.catalogue.vocabulary import plural, spoken

_ABOUT: Final = (
    "Every {noun} belongs to one workspace.",
    "The answer holds what the caller may see, which can be less than there is.",
    "Changes are visible to other callers within a few seconds.",
    "Use it to keep a copy of your {nouns} up to date, or to look for a {noun} that somebody mentions by name.",
    "Limits depend on the plan of the workspace; the vendor's reference lists them.",
    "A {noun} that was archived is left out unless it is asked for.",
    "Times are in UTC.",
    "Names need not be unique, so programs should keep the `id`.",
    "Where a {noun} has an owner, its owner is told by mail.",
    "The order of the {nouns} is that of their creation, the newest first.",
    "Nothing is sent to customers before the {noun} is published, which is another call.",
    "Callers without the right to see a {noun} get the same answer as for one that does not exist, so that the existence of "
    "{nouns} stays private.",
    "Webhooks that are registered for {nouns} are called after this one returns.",
    "Values that are not given stay as they are.",
)
_FIELD: Final = (
    "{what} of the {noun}.",
    "{what} of the {noun}, as it was given when the {noun} was created.",
    "{what}; empty until the {noun} has been processed.",
    "{what}. Older {nouns} may lack it.",
    "{what} that people see beside the {noun}.",
    "{what}, which only administrators of the workspace can change.",
)
_NOTES: Final = (
    "The reference mentions the endpoint without its fields.",
    "Seen in the vendor's own web application; it may change without notice.",
)


def about(noun: str, chance: Chance, low: int, high: int) -> str:
    """Returns some sentences about a noun, as one or two paragraphs."""
    chosen = chance.shuffled(_ABOUT)[: chance.between(low, high)]
    sentences = [each.format(**_words(noun)) for each in chosen]
    if len(sentences) < 4:
        return " ".join(sentences)
    return f"{' '.join(sentences[:2])}\n\n{' '.join(sentences[2:])}"


def of_field(what: str, noun: str, chance: Chance) -> str:
    """Returns what a field means: `what` it is, of which noun."""
    text = chance.pick(_FIELD).format(what=f"The {spoken(what)}", **_words(noun))
    return text[0].upper() + text[1:]


def note(chance: Chance) -> str:
    """Returns what a reader should know of the evidence."""
    return chance.pick(_NOTES)


def _words(noun: str) -> dict[str, str]:
    said = spoken(noun)
    return {"noun": said, "nouns": plural(said)}
