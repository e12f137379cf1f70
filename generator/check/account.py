"""Credentials, settings and where they go."""

import re
from collections.abc import Iterator

from generator.check.catalogue import account_values, claimed
from generator.check.endpoint import check_header, placeholders
from generator.check.reserved import CONSTRUCTOR
from generator.check.rules import (
    AUTH_PLACE,
    BASE_URL_MISSING,
    BASE_URL_SETTING,
    CREDENTIAL_KEY,
    CREDENTIAL_UNKNOWN,
    CREDENTIAL_UNUSED,
    ENVIRONMENT,
    SCHEMA_PATTERN,
)
from generator.definition import (
    ApiKeyAuth,
    Auth,
    BasicAuth,
    IntegrationDefinition,
    NameValue,
    NoAuth,
    OAuth2Auth,
    Setting,
)
from generator.findings import Pointer, Report
from generator.findings.words import did_you_mean
from generator.load.integration import LoadedIntegration


def check_account(
    loaded: LoadedIntegration, definition: IntegrationDefinition, report: Report
) -> None:
    """Reports what is wrong with the values that make an account."""
    _check_keys(definition, report)
    _check_auth(definition, report)
    _check_base_url(loaded, definition, report)
    _check_settings(definition, report)
    _check_environment(loaded, report)
    for name, value in (definition.headers or {}).items():
        check_header(name, value, report, "headers", name)


def _check_keys(definition: IntegrationDefinition, report: Report) -> None:
    seen: set[str] = set()
    for kind, position, each in account_values(definition):
        if each.key in CONSTRUCTOR:
            message = f"'{each.key}' is an argument of every client already."
            report.add(CREDENTIAL_KEY, message, kind, position, "key")
        elif each.key in seen:
            report.add(CREDENTIAL_KEY, f"'{each.key}' is declared twice.", kind, position, "key")
        seen.add(each.key)


def _check_auth(definition: IntegrationDefinition, report: Report) -> None:
    auth = definition.auth
    if isinstance(auth, ApiKeyAuth) and (auth.header is None) == (auth.query is None):
        message = "An API key travels in a 'header' or in the 'query': one of them is needed."
        report.add(AUTH_PLACE, message, "auth")
    if isinstance(auth, OAuth2Auth) and (auth.grant == "refresh_token") != (
        auth.refresh_token is not None
    ):
        message = "'refresh_token' names a credential exactly where the grant is 'refresh_token'."
        report.add(AUTH_PLACE, message, "auth")
    if isinstance(auth, ApiKeyAuth):
        _check_places(auth, report)
    if isinstance(auth, BasicAuth) and ":" in auth.username:
        report.add(
            AUTH_PLACE, "A user name cannot hold a colon, which ends it.", "auth", "username"
        )
    known = {each.key for each in definition.credentials}
    settings = {each.key for each in definition.settings}
    used = list(_used(definition))
    for name, pointer in used:
        if name not in known and not (name in settings and _takes_settings(auth)):
            hint = did_you_mean(name, known) or " Declare it in 'credentials'."
            report.add(CREDENTIAL_UNKNOWN, f"There is no credential '{name}'.{hint}", *pointer)
    names = {name for name, _ in used}
    for position, each in enumerate(definition.credentials):
        if each.key not in names:
            message = f"'{each.key}' takes no part in 'auth'. What only tells accounts apart is a setting."
            report.add(CREDENTIAL_UNUSED, message, "credentials", position)


def _used(definition: IntegrationDefinition) -> Iterator[tuple[str, Pointer]]:
    """Yields the credentials that authentication uses, and where it says so."""
    match definition.auth:
        case NoAuth():
            return
        case ApiKeyAuth() as auth:
            for place, at in _places(auth):
                yield from ((name, (*at, "value")) for name in placeholders(place.value))
        case BasicAuth(templates=templates):
            for field, template in zip(("username", "password"), templates, strict=True):
                yield from ((name, ("auth", field)) for name in placeholders(template))
        case auth:
            for field in ("token", "client_id", "client_secret", "refresh_token"):
                name = getattr(auth, field, None)
                if name is not None:
                    yield name, ("auth", field)


def _takes_settings(auth: Auth) -> bool:
    """Whether credentials travel in templates, which may hold settings as well."""
    return isinstance(auth, ApiKeyAuth | BasicAuth)


def _places(auth: ApiKeyAuth) -> Iterator[tuple[NameValue, Pointer]]:
    """Yields the headers and query parameters of an API key, and where they are told."""
    for kind, given, places in (
        ("header", auth.header, auth.headers),
        ("query", auth.query, auth.parameters),
    ):
        for position, place in enumerate(places):
            inside = () if isinstance(given, NameValue) else (position,)
            yield place, ("auth", kind, *inside)


def _check_places(auth: ApiKeyAuth, report: Report) -> None:
    seen = set[str]()
    for place, at in _places(auth):
        name = place.name.lower() if auth.header is not None else place.name
        if name in seen:
            report.add(AUTH_PLACE, f"'{place.name}' carries something else already.", *at, "name")
        seen.add(name)


def _check_base_url(
    loaded: LoadedIntegration, definition: IntegrationDefinition, report: Report
) -> None:
    bound = [each.name for each in loaded.functions.values() if each.definition.http is not None]
    if definition.base_url is None and bound:
        message = f"'base_url' is missing: '{bound[0]}' has a path, which begins there."
        report.add(BASE_URL_MISSING, message)


def _check_settings(definition: IntegrationDefinition, report: Report) -> None:
    names = placeholders(definition.base_url or "")
    used = {*names, *(name for name, _ in _used(definition) if _takes_settings(definition.auth))}
    known = {each.key for each in definition.settings}
    for name in dict.fromkeys(names):
        if name not in known:
            hint = did_you_mean(name, known) or " Declare it in 'settings'."
            report.add(BASE_URL_SETTING, f"There is no setting '{name}'.{hint}", "base_url")
    for position, each in enumerate(definition.settings):
        if each.key not in used:
            message = (
                f"'{each.key}' is a placeholder neither of 'base_url' nor of a template in 'auth'."
            )
            report.add(BASE_URL_SETTING, message, "settings", position)
        _check_setting(each, report, ("settings", position))


def _check_setting(setting: Setting, report: Report, at: Pointer) -> None:
    try:
        pattern = re.compile(setting.pattern)
    except re.error as error:
        report.add(SCHEMA_PATTERN, f"The pattern does not compile: {error}.", *at, "pattern")
        return
    if setting.default is not None and not pattern.fullmatch(setting.default):
        message = f"The default does not match the pattern {setting.pattern}."
        report.add(BASE_URL_SETTING, message, *at, "default")


def _check_environment(loaded: LoadedIntegration, report: Report) -> None:
    claims = list(claimed(loaded))
    seen: set[str] = set()
    for variable, pointer in claims:
        if variable in seen:
            report.add(
                ENVIRONMENT,
                f"The variable {variable} is read for something else already.",
                *pointer,
            )
        if "__" in variable:
            message = f"In {variable}, '__' would begin the name of an account."
            report.add(ENVIRONMENT, message, *pointer)
        seen.add(variable)
