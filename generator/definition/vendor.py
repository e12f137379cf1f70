"""How a function meets the vendor's API: binding, paging, streaming, provenance."""

from typing import Annotated, Literal

from pydantic import Field

from generator.definition.base import Date, DefinitionModel, ParameterName, Text, Url
from generator.definition.example import StreamExample
from generator.definition.schema import Schema

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]
Expression = Annotated[str, Field(min_length=1)]
"""A JMESPath expression on the vendor's answer."""
ResultPath = Annotated[str, Field(pattern=r"^(@|[^.@]+(\.[^.@]+)*)$")]
"""The names of fields on the way to a value, with points between them; `@` is the whole."""


class Http(DefinitionModel):
    """The endpoint behind a function."""

    method: Method = Field(description="The HTTP method.")
    path: str = Field(
        pattern=r"^/[^\s?#]*$",
        description="The path below `base_url`; placeholders carry the vendor's names: `/files/{file_id}`.",
    )
    query: dict[str, str] | None = Field(
        default=None, description="Constant query parameters that callers do not see."
    )
    headers: dict[str, str] | None = Field(
        default=None, description="Constant headers that callers do not see."
    )
    request: Literal["json", "form", "multipart"] | None = Field(
        default=None, description="How the body is encoded; `json` unless told otherwise."
    )
    answer: Literal["json", "text", "binary", "empty"] = Field(
        default="json", description="What a successful answer carries."
    )
    accepts: tuple[Annotated[int, Field(ge=200, le=299)], ...] | None = Field(
        default=None,
        min_length=1,
        description="The statuses that mean success; every 2xx unless told otherwise.",
    )


class PagingBase(DefinitionModel):
    """What all styles of paging share."""

    items: Expression = Field(
        description="The list inside the vendor's answer; `@` where the answer is the list."
    )
    collect: bool = Field(
        default=False,
        description="Every call reads all pages, and the function's result holds the items of all of them.",
    )
    result_items: ResultPath | None = Field(
        default=None, description="Where the items stand in the result, when `shape` moves them."
    )

    @property
    def result_path(self) -> str:
        """Where the items stand in the result."""
        return self.result_items or self.items


class SizedPaging(PagingBase):
    """Paging in which the caller, or we, choose the length of a page."""

    size_parameter: Text | None = Field(
        default=None,
        description="The query or body parameter (vendor's name) with the length of a page.",
    )
    size: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="The length that is asked for when the caller names none."
    )


class CursorPaging(SizedPaging):
    """The answer names the place at which the next page begins."""

    style: Literal["cursor"] = Field(description="`cursor`.")
    parameter: Text = Field(description="The parameter (vendor's name) that takes the cursor.")
    next: Expression = Field(
        description="The next cursor inside the answer; null or empty ends the list."
    )
    more: Expression | None = Field(
        default=None, description="A boolean inside the answer: another page exists."
    )


class PagePaging(SizedPaging):
    """Pages are numbered."""

    style: Literal["page"] = Field(description="`page`.")
    parameter: Text = Field(description="The parameter (vendor's name) that takes the number.")
    start: Annotated[int, Field(ge=0)] = Field(
        default=1, description="The number of the first page."
    )
    total: Expression | None = Field(
        default=None, description="The number of pages inside the answer."
    )
    more: Expression | None = Field(
        default=None, description="A boolean inside the answer: another page exists."
    )


class OffsetPaging(SizedPaging):
    """Pages begin at the number of items already read."""

    style: Literal["offset"] = Field(description="`offset`.")
    parameter: Text = Field(
        description="The parameter (vendor's name) that takes the number of items to skip."
    )
    start: Annotated[int, Field(ge=0)] = Field(default=0, description="The first offset.")
    total: Expression | None = Field(
        default=None, description="The number of items inside the answer."
    )


class LinkHeaderPaging(PagingBase):
    """The `Link` header of the answer holds the next page's address (`rel="next"`)."""

    style: Literal["link_header"] = Field(description="`link_header`.")


class NextUrlPaging(PagingBase):
    """The answer holds the next page's address."""

    style: Literal["next_url"] = Field(description="`next_url`.")
    next: Expression = Field(
        description="The address inside the answer; null or empty ends the list."
    )


Paging = Annotated[
    CursorPaging | PagePaging | OffsetPaging | LinkHeaderPaging | NextUrlPaging,
    Field(discriminator="style"),
]


class Streaming(DefinitionModel):
    """Answers that arrive as server-sent events."""

    parameter: ParameterName = Field(
        description="The boolean parameter that switches streaming on."
    )
    event: Schema = Field(description="The type of one event's data.")
    terminator: Text | None = Field(
        default=None, description="The data of the event that ends the stream: `[DONE]`."
    )
    error: Expression | None = Field(
        default=None, description="Where an event carries an error instead of data."
    )
    example: StreamExample | None = Field(
        default=None,
        description="A stream that is shown, run by the tests and sent by mock vendors.",
    )


class Vendor(DefinitionModel):
    """Where the facts come from."""

    documented: bool = Field(
        description="The vendor publishes this endpoint; otherwise every page shows a badge."
    )
    source: Url = Field(description="The page or document that was read.")
    checked: Date = Field(description="The day on which it was read, as `YYYY-MM-DD`.")
    note: Text | None = Field(
        default=None, description="What a reader should know about the evidence."
    )
