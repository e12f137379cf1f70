"""What a value may be beyond its type, in words for editors."""

from generator.languages.lua import literal
from generator.model.types import (
    ArrayType,
    IntegerType,
    NumberType,
    Range,
    StringType,
    Type,
    without_null,
)


def limits(type_: Type) -> list[str]:
    """Returns a sentence for each limit."""
    match without_null(type_):
        case IntegerType(range=range_) | NumberType(range=range_):
            return _of_number(range_)
        case StringType(min_length=least, max_length=most, pattern=pattern):
            matches = [f"Matches `{pattern}`."] if pattern else []
            return [*_of_count(least, most, "characters"), *matches]
        case ArrayType(min_items=least, max_items=most):
            return _of_count(least, most, "items")
        case _:
            return []


def _of_number(range_: Range) -> list[str]:
    low, high = range_.minimum, range_.maximum
    if low is not None and high is not None:
        sentences = [f"From {literal(low)} to {literal(high)}."]
    else:
        sentences = [f"At least {literal(low)}."] if low is not None else []
        sentences += [f"At most {literal(high)}."] if high is not None else []
    if range_.exclusive_minimum is not None:
        sentences.append(f"More than {literal(range_.exclusive_minimum)}.")
    if range_.exclusive_maximum is not None:
        sentences.append(f"Less than {literal(range_.exclusive_maximum)}.")
    return sentences


def _of_count(least: int | None, most: int | None, things: str) -> list[str]:
    if least is not None and least == most:
        return [f"Exactly {_count(least, things)}."]
    if least is not None and most is not None:
        return [f"{least} to {_count(most, things)}."]
    if least is not None:
        return [f"At least {_count(least, things)}."]
    return [f"At most {_count(most, things)}."] if most is not None else []


def _count(number: int, things: str) -> str:
    return f"{number} {things.removesuffix('s') if number == 1 else things}"
