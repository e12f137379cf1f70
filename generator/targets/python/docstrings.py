"""Docstrings of clients and their methods."""

from collections.abc import Iterator

from generator.languages.python import docstring, literal, parameter_name, wrap
from generator.model.integration import Credential, Function, Integration
from generator.model.types import RefType
from generator.snippets.python.names import method_name
from generator.targets.python.facts import parameter_facts
from generator.targets.python.naming import answer_type, in_order

_COLUMNS = 96
_INDENT = 8
_OPTIONS = "For this call alone: timeout, retries, headers, idempotency key and more."
_UNDOCUMENTED = "Undocumented: the vendor does not publish this endpoint. It may change or disappear at any time."


def method_docstring(integration: Integration, function: Function, *, is_async: bool) -> str:
    """Returns the docstring of a method."""
    width = _COLUMNS - _INDENT
    lines = wrap(function.summary, width)
    if function.deprecated is not None:
        lines += ["", *wrap(f"Deprecated: {function.deprecated}", width)]
    if " ".join(function.description.split()) != " ".join(function.summary.split()):
        lines += ["", *wrap(function.description, width)]
    if not function.vendor.documented:
        lines += ["", *wrap(_UNDOCUMENTED, width)]
    lines += ["", "Args:"]
    for parameter in in_order(function):
        text = " ".join([parameter.description, *parameter_facts(parameter)])
        lines += _entry(parameter_name(parameter.name), text, width)
    lines += _entry("options", _OPTIONS, width)
    returns = " ".join(_returns(integration, function, is_async=is_async))
    if returns:
        lines += ["", "Returns:", *wrap(returns, width, first="    ", rest="    ")]
    lines += ["", "Raises:"]
    for error, text in _errors(function):
        lines += _entry(error, text, width)
    lines += ["", f"Vendor: {function.vendor.source}"]
    return docstring(lines, indent=_INDENT)


def iterator_docstring(function: Function) -> str:
    """Returns the docstring of the method that walks the pages of a function."""
    width = _COLUMNS - _INDENT
    name = method_name(function)
    lines = wrap(f"The items of `{name}`, one by one, from all pages.", width)
    about = f"Pages are read as they are needed. Arguments and errors are those of `{name}`."
    if function.deprecated is not None:
        about += f" Deprecated: {function.deprecated}"
    return docstring([*lines, "", *wrap(about, width)], indent=_INDENT)


def client_docstring(integration: Integration, *, is_async: bool) -> str:
    """Returns the docstring of a client."""
    name = f"Async{integration.class_name}" if is_async else integration.class_name
    width = _COLUMNS - 4
    kind = "Asynchronous client" if is_async else "Client"
    lines = wrap(f"{kind} of {integration.title}: {integration.summary}", width)
    lines += ["", f"    {integration.name} = {name}()"]
    account = integration.example_accounts[0]
    lines += [f'    {integration.name} = {name}(account="{account}")']
    lines += ["", "Args:"]
    secrets = [each.env[0] for each in integration.credentials if each.env]
    example = f", such as `{secrets[0]}__{account.upper()}`" if secrets else ""
    lines += _entry(
        "account",
        "The account that calls are made as; without it, the default account. The variables of a named account "
        f"end in two underscores and its name{example}.",
        width,
    )
    for value in (*integration.credentials, *integration.settings):
        lines += _entry(parameter_name(value.key), _credential(value), width)
    address = "Of no use: no function has an HTTP binding."
    if integration.base_url is not None:
        address = f"In place of `{integration.base_url}`."
    if integration.base_url_env:
        address += f" Also read from `{integration.base_url_env[0]}`."
    lines += _entry("base_url", address, width)
    lines += _entry("timeout", "Seconds, or an `httpx.Timeout`, for each call.", width)
    lines += _entry(
        "max_retries", "How often a failed call is repeated, or a `RetryPolicy`.", width
    )
    http_client = "httpx.AsyncClient" if is_async else "httpx.Client"
    lines += _entry(
        "http_client",
        f"An `{http_client}` of your own, which you close; without it, all clients share connections.",
        width,
    )
    lines += _entry("policy", 'What calls may do: `{"write": "deny"}`, or who is asked.', width)
    lines += _entry("observers", "What is told of every call, such as for logs.", width)
    lines += ["", "Raises:"]
    lines += _entry("ConfigurationError", "A credential or setting is missing or wrong.", width)
    lines += ["", f"Vendor: {integration.docs_url}"]
    return docstring(lines, indent=4)


def _entry(name: str, text: str, width: int) -> list[str]:
    return wrap(text, width, first=f"    {name}: ", rest=" " * 8)


def _returns(integration: Integration, function: Function, *, is_async: bool) -> Iterator[str]:
    match answer_type(function):
        case "None":
            return
        case "str":
            yield "The answer as text."
        case "bytes":
            kind = "an `AsyncDownload`" if is_async else "a `Download`"
            yield f"The answer's bytes as {kind}, to be read or saved; it holds a connection until then."
        case _:
            yield _result(integration, function)
    if function.streaming is not None:
        kind = "an `AsyncStream`" if is_async else "a `Stream`"
        switch = parameter_name(function.streaming.parameter)
        yield f"With `{switch}=True`, {kind} of its pieces; it holds a connection until it is closed."


def _result(integration: Integration, function: Function) -> str:
    match function.result:
        case None:
            return "The answer as plain data; nothing is documented about it."
        case RefType(name=name) if about := integration.types[name].description:
            return f"{about} Fields that are not documented are kept."
        case _:
            return "The result; fields that are not documented are kept."


def _errors(function: Function) -> Iterator[tuple[str, str]]:
    yield "ArgumentError", "An argument is missing, unknown or does not fit; nothing was sent."
    if function.http is None:
        yield "NoBinding", "In any other case: there is no HTTP binding, nothing can be called behind it."
        return
    yield "OperationDenied", "The account's policy does not allow it; nothing was sent."
    yield "StatusError", "The vendor refused the call; subclasses tell the statuses apart."
    yield "TransportError", "No answer came, or not in time (`TransportTimeout`)."
    if answer_type(function) is None:
        yield "ResponseError", "The answer is not JSON, or not of the documented shape."
    if function.streaming is not None or answer_type(function) == "bytes":
        yield "StreamError", "While it is read: the answer broke off, or carries an error."


def _credential(value: Credential) -> str:
    parts = [f"{value.label}."]
    if value.hint is not None:
        parts.append(value.hint)
    if value.env:
        parts.append(f"Read from {' or '.join(f'`{each}`' for each in value.env)} unless given.")
    if value.default is not None:
        parts.append(f"Default: {literal(value.default)}.")
    return " ".join(parts)
