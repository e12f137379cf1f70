"""What the generator tells the runtime about an integration: plain data, no behaviour.

Every generated `functions.py` holds a `Function` handle per function and one `IntegrationSpec`. They are made of
literals only, so that importing them costs next to nothing; `integrations_runtime.plan` compiles a function the
first time it is called.

Schemas in a spec are JSON Schema (draft 2020-12) objects restricted to the keywords of the definition format;
`{"$ref": "ChatMessage"}` names an entry of `IntegrationSpec["types"]`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar

ResultT = TypeVar("ResultT", covariant=True)
EventT = TypeVar("EventT", covariant=True)
ItemT = TypeVar("ItemT", covariant=True)

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"
"""Any value that JSON can carry."""

Schema: TypeAlias = Mapping[str, Any]
"""A JSON Schema with the keywords of the definition format.

Keywords: `type` (`string`, `integer`, `number`, `boolean`, `object`, `array`; absent = any value), `$ref`, `anyOf`, `enum`,
`nullable`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `minLength`, `maxLength`, `pattern`, `format`,
`items`, `minItems`, `maxItems`, `properties`, `required`, `additionalProperties`, `encoding`, `decoded`.
An `enum` here is closed: open enums are handed over without their list.
"""

Operation: TypeAlias = Literal["read", "write"]
Location: TypeAlias = Literal["path", "query", "header", "body", "form"]
QueryStyle: TypeAlias = Literal["repeat", "brackets", "comma", "space", "pipe"]


class ParameterSpec(TypedDict):
    """One parameter of a function, under the name that callers use."""

    schema: Schema
    location: NotRequired[Location]  # absent: the function has no HTTP binding
    required: NotRequired[bool]
    wire_name: NotRequired[str]  # absent: the same as the parameter's name
    query_style: NotRequired[QueryStyle]  # arrays in a query; absent: repeat
    deprecated: NotRequired[str]  # the warning's text


class HttpSpec(TypedDict):
    """How a function becomes a request, and which answers are a success."""

    method: str
    path: str  # placeholders carry wire names: /files/{file_id}
    query: NotRequired[Mapping[str, str]]  # constants
    headers: NotRequired[Mapping[str, str]]  # constants
    request: NotRequired[Literal["json", "form", "multipart"]]  # absent: json when there is a body
    answer: NotRequired[Literal["json", "text", "binary", "empty"]]  # absent: json
    accepts: NotRequired[Sequence[int]]  # absent: every 2xx


class PagingSpec(TypedDict):
    """How a list continues. Paths are JMESPath on the vendor's answer."""

    style: Literal["cursor", "page", "offset", "link_header", "next_url"]
    items: str
    parameter: NotRequired[str]  # wire name of the cursor, page or offset in the query or body
    size_parameter: NotRequired[str]  # wire name
    size: NotRequired[int]  # what is sent as size when the caller gives none
    start: NotRequired[int]  # first page or offset
    next: NotRequired[str]  # next cursor or next URL
    more: NotRequired[str]  # a boolean: there is another page
    total: NotRequired[str]  # pages (style page) or items (style offset) in all
    collect: NotRequired[bool]  # the function itself returns the items of all pages
    result_items: NotRequired[
        str
    ]  # where the items stand in the result: fields joined by dots, or @; absent: as `items`


class StreamingSpec(TypedDict):
    """How an answer arrives piece by piece, as server-sent events."""

    parameter: str  # definition name of the boolean that switches streaming on
    event: NotRequired[str]  # name of a model or type alias in `models.py`; absent: plain data
    terminator: NotRequired[str]  # the data of the event that ends the stream: [DONE]
    error: NotRequired[str]  # JMESPath on an event's data, where it carries an error


class FunctionSpec(TypedDict):
    """One function of an integration."""

    operation: Operation
    parameters: Mapping[str, ParameterSpec]
    http: NotRequired[HttpSpec]  # absent: described for agents, not callable
    body: NotRequired[JSON]  # template tree; absent: the body parameters form an object
    shape: NotRequired[str]  # JMESPath from the vendor's answer to the documented result
    model: NotRequired[str]
    """How to read the result: the name of a model, or of a type alias, in `models.py`.

    Without it nothing is documented: the answer is handed over as it is.
    """
    paging: NotRequired[PagingSpec]
    streaming: NotRequired[StreamingSpec]
    destructive: NotRequired[bool]
    retry_safe: NotRequired[bool]
    idempotency_header: NotRequired[str]
    deprecated: NotRequired[str]  # the warning's text


@dataclass(frozen=True, slots=True, eq=False)
class Function(Generic[ResultT]):
    """A function's name and spec, typed by what a call returns."""

    name: str
    spec: FunctionSpec


class StreamingFunction(Function[ResultT], Generic[ResultT, EventT]):
    """A function whose answer can arrive piece by piece, typed by the pieces as well."""

    __slots__ = ()


class PagedFunction(Function[ResultT], Generic[ResultT, ItemT]):
    """A function whose result is a page of a list, typed by the items as well."""

    __slots__ = ()


class CredentialSpec(TypedDict):
    """A secret, or part of one, that an account needs."""

    key: str
    env: Sequence[
        str
    ]  # variables, the canonical one (GROQ_API_KEY) first; accounts append __ACCOUNT
    required: NotRequired[bool]  # absent: true
    secret: NotRequired[bool]  # absent: true


class SettingSpec(TypedDict):
    """A value that is not secret and takes part in the base URL or a header."""

    key: str
    env: Sequence[str]
    default: NotRequired[str]
    pattern: NotRequired[str]


class NameValueSpec(TypedDict):
    """A header or query parameter whose value is a template over credentials and settings: `Bearer {api_key}`."""

    name: str
    value: str


class AuthSpec(TypedDict):
    """How credentials travel."""

    strategy: Literal["none", "api_key", "bearer_token", "basic", "oauth2"]
    header: NotRequired[NameValueSpec | Sequence[NameValueSpec]]  # api_key
    query: NotRequired[NameValueSpec | Sequence[NameValueSpec]]  # api_key
    token: NotRequired[str]  # bearer_token: key of the credential
    username: NotRequired[str]  # basic: key of the credential, or a template: {email}/token
    password: NotRequired[str]  # likewise; absent: empty
    grant: NotRequired[Literal["client_credentials", "refresh_token"]]  # oauth2
    token_url: NotRequired[str]
    token_url_env: NotRequired[Sequence[str]]  # variables with another address of it
    client_id: NotRequired[str]  # keys of credentials
    client_secret: NotRequired[str]
    refresh_token: NotRequired[str]
    scopes: NotRequired[Sequence[str]]


class ErrorSpec(TypedDict):
    """Where a vendor's error body says what went wrong: JMESPath expressions."""

    message: NotRequired[str]
    code: NotRequired[str]
    request_id_header: NotRequired[str]


class IntegrationSpec(TypedDict):
    """One integration: who it is, how to reach it, what it can do."""

    name: str  # groq
    title: str  # Groq
    base_url: NotRequired[str]  # may hold {settings}; absent where no function has `http`
    base_url_env: Sequence[str]
    auth: AuthSpec
    credentials: Sequence[CredentialSpec]
    settings: Sequence[SettingSpec]
    headers: NotRequired[Mapping[str, str]]  # constants of every request
    errors: NotRequired[ErrorSpec]
    models: str  # module of the result models: integrations.groq.models
    functions: Mapping[str, Function[Any]]
    types: Mapping[str, Schema]
