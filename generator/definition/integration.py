"""The definition of an integration: `definitions/<integration>/integration.json`."""

from typing import Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag

from generator.definition.base import (
    AccountName,
    DefinitionModel,
    JsonValue,
    Key,
    ParameterName,
    Text,
    Url,
)

BASE_URL_PATTERN: Final = r"^https?://[^\s\"'<>`\\?#]+[^/\s\"'<>`\\?#]$"

EnvironmentVariable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]


class NameValue(DefinitionModel):
    """A header or query parameter that carries a credential."""

    name: Text = Field(description="The name of the header or query parameter.")
    value: Text = Field(description="A template over credentials and settings: `Bearer {api_key}`.")


def _number_of_places(value: object) -> str:
    return "several" if isinstance(value, list | tuple) else "one"


Places = Annotated[
    Annotated[NameValue, Tag("one")]
    | Annotated[tuple[NameValue, ...], Field(min_length=1), Tag("several")],
    Discriminator(_number_of_places),
]
"""One place, or a list of them."""


class NoAuth(DefinitionModel):
    """Anyone may call."""

    strategy: Literal["none"] = Field(description="`none`.")


class ApiKeyAuth(DefinitionModel):
    """A key, or several, in headers or in the query."""

    strategy: Literal["api_key"] = Field(description="`api_key`.")
    header: Places | None = Field(
        default=None, description="The header that carries the key, or a list of headers."
    )
    query: Places | None = Field(
        default=None,
        description="The query parameter that carries the key, or a list of query parameters.",
    )

    @property
    def headers(self) -> tuple[NameValue, ...]:
        """The headers, however they are written."""
        return _listed(self.header)

    @property
    def parameters(self) -> tuple[NameValue, ...]:
        """The query parameters, however they are written."""
        return _listed(self.query)


def _listed(places: NameValue | tuple[NameValue, ...] | None) -> tuple[NameValue, ...]:
    if places is None:
        return ()
    return (places,) if isinstance(places, NameValue) else places


class BearerTokenAuth(DefinitionModel):
    """A token in `Authorization: Bearer …`."""

    strategy: Literal["bearer_token"] = Field(description="`bearer_token`.")
    token: Key = Field(description="The credential that is the token.")


class BasicAuth(DefinitionModel):
    """User name and password in `Authorization: Basic …`."""

    strategy: Literal["basic"] = Field(description="`basic`.")
    username: Text = Field(
        description=(
            "The credential that is the user name, or a template over credentials and settings: `{email}/token`."
        )
    )
    password: Text | None = Field(
        default=None,
        description="The credential that is the password, or a template likewise; empty without it.",
    )

    @property
    def templates(self) -> tuple[str, str]:
        """The templates of user name and password, however they are written."""
        return _template(self.username), _template(self.password or "")


def _template(text: str) -> str:
    """A key stands for its value."""
    return f"{{{text}}}" if text and "{" not in text else text


class OAuth2Auth(DefinitionModel):
    """A token that is fetched, and renewed, from the vendor's token endpoint."""

    strategy: Literal["oauth2"] = Field(description="`oauth2`.")
    grant: Literal["client_credentials", "refresh_token"] = Field(
        description="How a token is obtained."
    )
    token_url: Url = Field(description="The token endpoint.")
    client_id: Key = Field(description="The credential that is the client's identifier.")
    client_secret: Key = Field(description="The credential that is the client's secret.")
    refresh_token: Key | None = Field(
        default=None, description="The credential that is the refresh token, for that grant."
    )
    scopes: tuple[Text, ...] = Field(default=(), description="The scopes that are asked for.")


Auth = Annotated[
    NoAuth | ApiKeyAuth | BearerTokenAuth | BasicAuth | OAuth2Auth, Field(discriminator="strategy")
]


class Credential(DefinitionModel):
    """A value that an account needs to prove who it is."""

    key: Key = Field(
        description="Its name: keyword argument of the client, and tail of the variable `GROQ_API_KEY`."
    )
    label: Text = Field(description="Its name for people: `API key`.")
    secret: bool = Field(default=True, description="It is never shown.")
    required: bool = Field(default=True, description="Nothing works without it.")
    env: tuple[EnvironmentVariable, ...] = Field(
        default=(), description="Further variables that are read, such as the vendor's own name."
    )
    hint: Text | None = Field(default=None, description="Where a person finds the value.")


class Setting(DefinitionModel):
    """A value of an account that is no secret: a placeholder of `base_url` or of a template in `auth`."""

    key: Key = Field(
        description="Its name: keyword argument of the client, and tail of the variable."
    )
    label: Text = Field(description="Its name for people.")
    default: Text | None = Field(
        default=None, description="What holds where the account sets nothing; else required."
    )
    pattern: Text = Field(
        default="^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$",
        description="A regular expression that the whole value matches; without it, what a host name may hold.",
    )
    env: tuple[EnvironmentVariable, ...] = Field(
        default=(), description="Further variables that are read."
    )
    hint: Text | None = Field(default=None, description="Where a person finds the value.")


class ErrorBody(DefinitionModel):
    """Where the vendor's answers to failed calls say what went wrong: JMESPath expressions."""

    message: Text | None = Field(default=None, description="The message for people.")
    code: Text | None = Field(default=None, description="The vendor's code.")
    request_id_header: Text | None = Field(
        default=None, description="The header with the request's identifier."
    )


class IntegrationDefinition(DefinitionModel):
    """Who an integration is. The folder's name is the integration's name in code: `groq`."""

    schema_: str | None = Field(
        default=None,
        alias="$schema",
        description="The JSON Schema for editors: `../integration.schema.json`.",
    )
    format: Literal[1] = Field(description="The version of this format.")
    name: Text = Field(
        description="The vendor's spelling: `MistralAI`. Without its spaces it names the Python class."
    )
    class_name: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$")] | None = Field(
        default=None, description="The name of the Python class, where `name` does not make one."
    )
    category: Key = Field(description="The shelf of the catalogue: `ai`, `support`, `data`, …")
    summary: Text = Field(description="One sentence: what the integration gives its users.")
    docs_url: Url = Field(description="The vendor's API reference.")
    base_url: Annotated[str, Field(pattern=BASE_URL_PATTERN)] | None = Field(
        default=None,
        description=(
            "Where all paths begin; may hold settings: `https://{subdomain}.example.com/v2`. Left out only where no "
            "function has `http`."
        ),
    )
    auth: Auth = Field(description="How calls prove who makes them.")
    credentials: tuple[Credential, ...] = Field(default=(), description="What an account needs.")
    settings: tuple[Setting, ...] = Field(default=(), description="What else tells accounts apart.")
    headers: dict[str, str] | None = Field(
        default=None, description="Constant headers of every request."
    )
    errors: ErrorBody | None = Field(default=None, description="How failed calls are explained.")
    functions: tuple[Key, ...] = Field(
        min_length=1, description="All functions, in the order of the docs."
    )
    verify: Key | None = Field(
        default=None,
        description=(
            "A cheap read that shows whether the credentials work: without required parameters, or with "
            "`verify_arguments`. Left out only where every read has required parameters; docs of accounts call the first "
            "function then."
        ),
    )
    verify_arguments: dict[ParameterName, JsonValue] | None = Field(
        default=None,
        description="The arguments of that read, where the cheapest one needs some; nobody's data is among them.",
    )
    example_accounts: tuple[AccountName, ...] = Field(
        default=("work", "personal"),
        min_length=1,
        max_length=4,
        description="Account names that the docs show.",
    )
