"""Docstrings of clients and their methods."""

from collections.abc import Iterator

from generator.languages.python import docstring, literal, parameter_name, width_of, wrap
from generator.model.integration import Credential, Function, Integration, Parameter
from generator.model.types import (
    ArrayType,
    EncodedType,
    Enum,
    IntegerType,
    NumberType,
    Range,
    RefType,
    StringType,
    Type,
    without_null,
)
from generator.targets.python.naming import answer_type, in_order
from generator.targets.python.specs import STREAMING_REASON

_COLUMNS = 96
_LONGEST_VALUE = 60
_MOST_EXAMPLES = 3
_UNDOCUMENTED = "Undocumented: the vendor does not publish this endpoint. It may change or disappear at any time."


def method_docstring(integration: Integration, function: Function, *, indent: int = 8) -> str:
    """Returns the docstring of a method."""
    width = _COLUMNS - indent
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
    lines += _entry("options", "What this call does differently, such as its timeout.", width)
    returns = _returns(integration, function)
    if returns is not None:
        lines += ["", "Returns:", *wrap(returns, width, first="    ", rest="    ")]
    lines += ["", "Raises:"]
    for error, text in _errors(function):
        lines += _entry(error, text, width)
    lines += ["", f"Vendor: {function.vendor.source}"]
    return docstring(lines, indent=indent)


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
    address = f"In place of `{integration.base_url}`."
    if integration.base_url_env:
        address += f" Also read from `{integration.base_url_env[0]}`."
    lines += _entry("base_url", address, width)
    lines += _entry("timeout", "Seconds, or an `httpx.Timeout`, for each call.", width)
    http_client = "httpx.AsyncClient" if is_async else "httpx.Client"
    lines += _entry(
        "http_client",
        f"An `{http_client}` of your own, which you close; without it, all clients share connections.",
        width,
    )
    lines += ["", "Raises:"]
    lines += _entry("ConfigurationError", "A credential or setting is missing or wrong.", width)
    lines += ["", f"Vendor: {integration.docs_url}"]
    return docstring(lines, indent=4)


def parameter_facts(parameter: Parameter) -> Iterator[str]:
    """Yields sentences about the values of a parameter."""
    if parameter.streaming_switch:
        yield f"Only `False` is accepted: {STREAMING_REASON}."
    else:
        yield from type_facts(parameter.type)
    default = parameter.default
    if isinstance(default, str | int | float | list | dict | None):
        yield f"Default: {literal(default, width=10**9)}."
    examples = [literal(each, width=10**9) for each in parameter.examples]
    examples = [each for each in examples if width_of(each) <= _LONGEST_VALUE][:_MOST_EXAMPLES]
    if examples:
        yield f"For example {', '.join(examples)}."
    if parameter.deprecated is not None:
        yield f"Deprecated: {parameter.deprecated}"


def type_facts(type_: Type) -> Iterator[str]:
    """Yields sentences about the limits of a type."""
    match without_null(type_):
        case StringType() as text:
            yield from _enum(text.enum)
            yield from _count(text.min_length, text.max_length, "character")
            if text.pattern is not None:
                yield f"Matches `{text.pattern}`."
        case IntegerType(range=limits, enum=enum):
            yield from _enum(enum)
            yield from _range(limits)
        case NumberType(range=limits):
            yield from _range(limits)
        case ArrayType(min_items=least, max_items=most):
            yield from _count(least, most, "item")
        case EncodedType(mode="json"):
            yield "JSON text, or the value itself."
        case EncodedType():
            yield "Plain text, JSON text, or the value that the JSON text stands for."
        case _:
            pass


def _entry(name: str, text: str, width: int) -> list[str]:
    return wrap(text, width, first=f"    {name}: ", rest=" " * 8)


def _returns(integration: Integration, function: Function) -> str | None:
    kind = answer_type(function)
    if kind == "None":
        return None
    if kind is not None:
        return "The answer as text." if kind == "str" else "The answer as bytes."
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
        yield "NoBinding", "Always: the function is described, but nothing can be called behind it."
        return
    yield "StatusError", "The vendor refused the call; subclasses tell the statuses apart."
    yield "TransportError", "No answer came, or not in time (`TransportTimeout`)."
    if answer_type(function) is None:
        yield "ResponseError", "The answer is not JSON, or not of the documented shape."


def _credential(value: Credential) -> str:
    parts = [f"{value.label}."]
    if value.hint is not None:
        parts.append(value.hint)
    if value.env:
        parts.append(f"Read from {' or '.join(f'`{each}`' for each in value.env)} unless given.")
    if value.default is not None:
        parts.append(f"Default: {literal(value.default)}.")
    return " ".join(parts)


def _enum(enum: Enum | None) -> Iterator[str]:
    if enum is None:
        return
    values = ", ".join(literal(each) for each in enum.values)
    yield f"Known values: {values}." if enum.open else f"One of {values}."


def _range(limits: Range) -> Iterator[str]:
    least, most = limits.minimum, limits.maximum
    if least is not None and most is not None:
        yield f"From {literal(least)} to {literal(most)}."
    elif least is not None:
        yield f"At least {literal(least)}."
    elif most is not None:
        yield f"At most {literal(most)}."
    if limits.exclusive_minimum is not None:
        yield f"Greater than {literal(limits.exclusive_minimum)}."
    if limits.exclusive_maximum is not None:
        yield f"Less than {literal(limits.exclusive_maximum)}."


def _count(least: int | None, most: int | None, unit: str) -> Iterator[str]:
    if least is not None and most is not None:
        yield (
            f"From {least} to {most} {unit}s."
            if least != most
            else f"Exactly {most} {unit}{_s(most)}."
        )
    elif least is not None:
        yield f"At least {least} {unit}{_s(least)}."
    elif most is not None:
        yield f"At most {most} {unit}{_s(most)}."


def _s(count: int) -> str:
    return "" if count == 1 else "s"
