"""Result models of Acme, an integration made up for tests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from integrations_runtime.model import Model


class Part(Model):
    """Something that Acme sells."""

    id: str
    name: str | None = None
    kind: Literal["gear", "bolt"] | str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None
    model_number: int | None = None
    parts: list[Part] | None = None


class PartList(Model):
    """A page of parts."""

    data: list[Part]
    has_more: bool | None = None


class Order(Model):
    """An order."""

    id: str
    lines: list[OrderLine] | None = None


class OrderLine(Model):
    """A line of an order."""

    part: str
    count: int


class Summary(Model):
    """What `summarize` shapes."""

    total: int
    names: list[str]


Names = list[str]
"""A result that is no model."""
