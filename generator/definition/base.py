"""What every class of the definition format has in common."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

JsonValue = Any
"""A value as the JSON parser made it: its fitness is checked against schemas, not by the format."""

Text = Annotated[str, Field(min_length=1)]
"""Text for people. Backquotes mark code; everything else is shown as it stands."""

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
"""A lower-case name of words joined by single underscores."""

ParameterName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$")]
"""A parameter's name: the vendor's own spelling, as far as every language can write it."""

AccountName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""The name of an account."""

Date = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
"""A day as `YYYY-MM-DD`."""

URL_PATTERN: Final = r"^https?://[^\s\"'<>`\\]+$"

Url = Annotated[str, Field(pattern=URL_PATTERN)]
"""An absolute web address."""


class DefinitionModel(BaseModel):
    """Base of the format: frozen, strict about types, and closed to unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        populate_by_name=False,
        protected_namespaces=(),
        use_attribute_docstrings=False,
    )
