"""Schemas: the subset of JSON Schema in which types, parameters and results are described."""

from typing import Literal

from pydantic import Field

from generator.definition.base import DefinitionModel, JsonValue, Text

TypeName = Literal["string", "integer", "number", "boolean", "object", "array", "any"]


class SchemaFields(DefinitionModel):
    """What schemas and parameters have in common."""

    type: TypeName | None = Field(
        default=None,
        description="The JSON type; `any` accepts every value. An `object` without `properties` is a map.",
    )
    ref: str | None = Field(
        default=None,
        alias="$ref",
        description="A shared type of this integration: `#/types/Name`, a key of `types.json`.",
    )
    any_of: "tuple[Schema, ...] | None" = Field(
        default=None,
        alias="anyOf",
        min_length=2,
        description="A value fits when it fits one of these.",
    )
    const: str | int | bool | None = Field(default=None, description="The one value that fits.")
    title: Text | None = Field(
        default=None,
        description="The name of an inline object type in generated code, when the derived name would be clumsy.",
    )
    description: Text | None = Field(default=None, description="What the value means, for people.")
    nullable: bool = Field(default=False, description="JSON null fits too, and means something.")
    enum: tuple[str | int, ...] | None = Field(
        default=None,
        min_length=1,
        description="The values known today, in the order of the docs. Closed for parameters, open for results.",
    )
    enum_descriptions: dict[str, Text] | None = Field(
        default=None, description="What each value of `enum` means; all of them or none."
    )
    open: bool = Field(
        default=False, description="For parameters: values beside those of `enum` are accepted."
    )
    default: JsonValue = Field(
        default=None,
        description="What the vendor assumes when nothing is sent. It is documentation and is never sent.",
    )
    examples: tuple[JsonValue, ...] | None = Field(
        default=None,
        min_length=1,
        description="Typical values; the first one serves in derived examples.",
    )
    format: Text | None = Field(
        default=None,
        description=(
            "A hint such as `date-time`, `uri`, `email`, `uuid`; shown, not enforced. `binary` does more: with it, a "
            "parameter in the form of a `multipart` request, or of a function without `http`, takes a file, and as a "
            "list of such several."
        ),
    )
    minimum: int | float | None = Field(default=None, description="The least value.")
    maximum: int | float | None = Field(default=None, description="The greatest value.")
    exclusive_minimum: int | float | None = Field(
        default=None, alias="exclusiveMinimum", description="Values are greater than this."
    )
    exclusive_maximum: int | float | None = Field(
        default=None, alias="exclusiveMaximum", description="Values are less than this."
    )
    min_length: int | None = Field(
        default=None, alias="minLength", ge=0, description="The least number of characters."
    )
    max_length: int | None = Field(
        default=None, alias="maxLength", ge=0, description="The greatest number of characters."
    )
    pattern: Text | None = Field(
        default=None, description="A regular expression that a part of the text matches."
    )
    items: "Schema | None" = Field(default=None, description="The type of an array's items.")
    min_items: int | None = Field(
        default=None, alias="minItems", ge=0, description="The least number of items."
    )
    max_items: int | None = Field(
        default=None, alias="maxItems", ge=0, description="The greatest number of items."
    )
    properties: "dict[str, Schema] | None" = Field(
        default=None, min_length=1, description="The fields of an object, in the order of the docs."
    )
    additional_properties: "Schema | None" = Field(
        default=None, alias="additionalProperties", description="The type of a map's values."
    )
    deprecated: "Deprecation | None" = Field(
        default=None, description="Says that the value should no longer be used."
    )


class Schema(SchemaFields):
    """A type. Exactly one of `type`, `$ref`, `anyOf` and `const` says what it is; the rest narrows or describes it."""

    required: tuple[str, ...] | None = Field(
        default=None, description="The fields that are always there."
    )


class Deprecation(DefinitionModel):
    """Why and since when something should no longer be used."""

    since: str | None = Field(
        default=None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="The day of the announcement, as `YYYY-MM-DD`.",
    )
    removed: str | None = Field(
        default=None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="The day on which it stops working, as `YYYY-MM-DD`.",
    )
    replacement: Text | None = Field(
        default=None, description="The function or parameter of this integration to use instead."
    )
    reason: Text | None = Field(default=None, description="One sentence for people.")


Location = Literal["path", "query", "header", "body", "form"]
QueryStyle = Literal["repeat", "brackets", "comma", "space", "pipe"]


class Parameter(SchemaFields):
    """A parameter of a function: a schema, and how the value travels."""

    required: bool = Field(
        default=False, description="Callers must give it. Path parameters are always required."
    )
    location: Location | None = Field(
        default=None,
        alias="in",
        description="Where the value travels; left out only where the function has no `http`.",
    )
    wire_name: Text | None = Field(
        default=None, description="The vendor's name, where it differs from the parameter's."
    )
    query_style: QueryStyle | None = Field(
        default=None,
        description=(
            "How a query carries an array: `a=1&a=2` (`repeat`, the default), `a[]=1&a[]=2`, `a=1,2`, "
            "`a=1 2` or `a=1|2`."
        ),
    )
    encoding: Literal["json", "text_or_json"] | None = Field(
        default=None,
        description=(
            "For strings that carry JSON. `json`: JSON text, or the structure itself; the structure is sent. "
            "`text_or_json`: text that parses to a value fitting `decoded` is sent as that value, other text as it is."
        ),
    )
    decoded: Schema | None = Field(
        default=None, description="The type of the structure inside a string with `encoding`."
    )
    schema_: Schema | None = Field(
        default=None,
        alias="schema",
        description="The type of an object or map parameter, in place of `type`.",
    )
