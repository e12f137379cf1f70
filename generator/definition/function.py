"""The definition of one function: `definitions/<integration>/functions/<function>.json`."""

from typing import Literal

from pydantic import Field

from generator.definition.base import DefinitionModel, JsonValue, Key, ParameterName, Text
from generator.definition.example import Example, Section
from generator.definition.schema import Deprecation, Parameter, Schema
from generator.definition.vendor import Http, Paging, Streaming, Vendor


class FunctionDefinition(DefinitionModel):
    """One function of an integration. The file's name is the function's name."""

    schema_: str | None = Field(
        default=None,
        alias="$schema",
        description="The JSON Schema for editors: `../../function.schema.json`.",
    )
    title: Text = Field(description="A short name for people: `List files`.")
    summary: Text = Field(description="One line for the agent page.")
    description: Text = Field(
        description="What the reference says; paragraphs are separated by empty lines."
    )
    operation: Literal["read", "write"] = Field(
        description="`read` changes nothing at the vendor and costs nothing to repeat; everything else is `write`."
    )
    destructive: bool = Field(
        default=False, description="A write that removes or overwrites what cannot be restored."
    )
    retry_safe: bool = Field(
        default=False, description="A write that may be repeated without harm."
    )
    idempotency: Text | None = Field(
        default=None,
        description="The header that takes a key with which a repeated write has no second effect.",
    )
    group: Key | None = Field(
        default=None,
        description=(
            "The group of a wide vendor's function: `issues`. In Python the function is a method of the group, under the "
            "rest of its name: `github.issues.list(…)`."
        ),
    )
    deprecated: Deprecation | None = Field(
        default=None, description="Says that the function should no longer be used."
    )
    http: Http | None = Field(
        default=None,
        description=(
            "The endpoint. Without it the function has no HTTP binding: it is described on every page, its arguments are "
            "checked, and each call raises `NoBinding`. Its parameters have no `in`, and its examples are not executed."
        ),
    )
    parameters: dict[ParameterName, Parameter] = Field(
        default_factory=dict, description="The parameters, in the order of the docs."
    )
    body: JsonValue = Field(
        default=None,
        description=(
            "A template of the JSON body, where it is more than an object of the body parameters: "
            '`{"$param": name}` is a parameter\'s value, `{"$each": name, "value": "x", "item": …}` makes an item for each '
            'element of a list, in which `{"$param": "x"}` is the element; `{"$when": name, "value": …}` is that value where '
            "the parameter is given, for constants that belong to it; everything else is a constant. A leaf whose parameter "
            "is absent is removed, and an object or list that this empties."
        ),
    )
    response: Schema | None = Field(default=None, description="The type of the vendor's answer.")
    shape: Text | None = Field(
        default=None,
        description="A JMESPath expression from the vendor's answer to the documented result.",
    )
    drops: tuple[Text, ...] | None = Field(
        default=None,
        min_length=1,
        description="Fields of the answer that `shape` leaves out on purpose, as paths: `choices[].logprobs`.",
    )
    result: Schema | None = Field(
        default=None,
        description="The type of the result, where `shape` makes it differ from `response`.",
    )
    pagination: Paging | None = Field(default=None, description="How a list continues.")
    streaming: Streaming | None = Field(
        default=None, description="How the answer arrives in pieces."
    )
    vendor: Vendor = Field(description="Where the facts come from.")
    sections: tuple[Section, ...] = Field(default=(), description="Extra documentation.")
    examples: tuple[Example, ...] = Field(
        min_length=1, description="Calls that are shown, and run by the tests."
    )
