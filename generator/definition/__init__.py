"""The definition format, version 1: the one home of every field that a definition may have.

The JSON Schemas for editors and `definitions/README.md` are generated from these classes.
"""

from generator.definition.example import Block, Example, Section, Statement, StreamExample
from generator.definition.function import FunctionDefinition
from generator.definition.integration import (
    ApiKeyAuth,
    Auth,
    BasicAuth,
    BearerTokenAuth,
    Credential,
    ErrorBody,
    IntegrationDefinition,
    NameValue,
    NoAuth,
    OAuth2Auth,
    Setting,
)
from generator.definition.schema import Deprecation, Location, Parameter, Schema
from generator.definition.vendor import (
    CursorPaging,
    Http,
    LinkHeaderPaging,
    NextUrlPaging,
    OffsetPaging,
    PagePaging,
    Paging,
    Streaming,
    Vendor,
)

FORMAT = 1
"""The version that `integration.json` names in `format`."""

__all__ = [
    "FORMAT",
    "ApiKeyAuth",
    "Auth",
    "BasicAuth",
    "BearerTokenAuth",
    "Block",
    "Credential",
    "CursorPaging",
    "Deprecation",
    "ErrorBody",
    "Example",
    "FunctionDefinition",
    "Http",
    "IntegrationDefinition",
    "LinkHeaderPaging",
    "Location",
    "NameValue",
    "NextUrlPaging",
    "NoAuth",
    "OAuth2Auth",
    "OffsetPaging",
    "PagePaging",
    "Paging",
    "Parameter",
    "Schema",
    "Section",
    "Setting",
    "Statement",
    "StreamExample",
    "Streaming",
    "Vendor",
]
