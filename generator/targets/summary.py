"""What is known of an integration without looking at its definition again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """What files about the whole catalogue need to know of one integration."""

    name: str
    title: str
    class_name: str
    category: str
    summary: str
    functions: tuple[str, ...]
    reads: int
    writes: int
