"""Examples and extra documentation: data that is rendered to several languages, and run."""

from pydantic import Field

from generator.definition.base import DefinitionModel, JsonValue, Text


class Statement(DefinitionModel):
    """One step of showing a result: `print` a line, or do something for `each` item of a list."""

    print: str | None = Field(
        default=None,
        description=(
            "A line of text; `{file.id}` is a value, `{user.id|unknown}` has a default, `{price:.2f}` has two decimals, "
            "`{price:.2f|unknown}` both, `{{` is a brace."
        ),
    )
    each: Text | None = Field(default=None, description="The path of a list: `result.data`.")
    as_: str | None = Field(
        default=None, alias="as", description="The name of an item inside the loop."
    )
    do: "tuple[Statement, ...] | None" = Field(
        default=None,
        min_length=1,
        description="The steps of a loop that needs more than one `print`.",
    )


class Example(DefinitionModel):
    """A call, the vendor's answer to it, and what a script prints of the result."""

    title: Text | None = Field(
        default=None, description="A heading, where a function has several examples."
    )
    arguments: dict[str, JsonValue] = Field(
        default_factory=dict, description="The arguments, under the parameters' names."
    )
    response: JsonValue = Field(
        default=None,
        description=(
            "What the vendor would answer; it fits `response`, and names no real person or key. A function without `http` "
            "needs none."
        ),
    )
    show: tuple[Statement, ...] = Field(default=(), description="What is printed of the result.")


class StreamExample(DefinitionModel):
    """A stream as the vendor sends it, and what a script prints of its events."""

    events: tuple[JsonValue, ...] = Field(
        min_length=1,
        description="The data of each event, without the one that ends the stream; all fit `event`.",
    )
    show: tuple[Statement, ...] = Field(
        default=(),
        description="What is printed of each event; paths begin with `event` in place of `result`.",
    )


class Block(DefinitionModel):
    """A part of a section: exactly one of its fields is given."""

    text: Text | None = Field(default=None, description="A paragraph.")
    value: JsonValue = Field(
        default=None,
        description="A value, rendered as a literal of each language; checked against the parameter named by `of`.",
    )
    of: Text | None = Field(
        default=None, description="The parameter of this function that a `value` must fit."
    )
    terms: Text | None = Field(
        default=None,
        description="A shared type (`#/types/Name`) whose enum values are listed with their descriptions.",
    )


class Section(DefinitionModel):
    """Extra documentation of a function, between its parameters and its examples."""

    title: Text = Field(description="The heading.")
    blocks: tuple[Block, ...] = Field(
        min_length=1, description="What stands under the heading, in order."
    )
