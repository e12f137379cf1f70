"""The modules of one integration, as files."""

from collections.abc import Iterable, Iterator, Mapping

from generator.languages.python import layout, literal, parameter_name, width_of
from generator.languages.python.literals import LINE_LENGTH
from generator.model.integration import Integration
from generator.snippets.python.names import method_name
from generator.targets.base import File
from generator.targets.python.annotations import Annotator
from generator.targets.python.docstrings import client_docstring
from generator.targets.python.groups import group_files, group_properties, raw_groups
from generator.targets.python.handles import functions_file
from generator.targets.python.imports import imports
from generator.targets.python.methods import methods, raw_methods
from generator.targets.python.package import module, package
from generator.targets.python.types import type_files

_STEP = 4
_ALWAYS = (
    *("AsyncClient", "AsyncTransport", "Client", "Observer", "Policy", "RetryPolicy"),
    *("Sequence", "TimeoutOption", "Transport", "functions", "httpx"),
)
"""What the template of a client names."""


def integration_files(integration: Integration) -> Iterator[tuple[str, File]]:
    """Yields the name and text of each module; names of modules of groups begin with `groups/`."""
    about = f"{integration.title}: {integration.summary}"
    yield "__init__.py", package(integration, about, integration.class_name)
    yield "client.py", _client(integration)
    yield "functions.py", functions_file(integration)
    yield from type_files(integration)
    yield from group_files(integration)


def _client(integration: Integration) -> File:
    members = [
        *map(method_name, integration.ungrouped),
        *(each.name for each in integration.groups),
    ]
    annotator = Annotator(integration, members)
    keys = [each.key for each in (*integration.credentials, *integration.settings)]
    clients = [_one_client(integration, annotator, is_async=each) for each in (False, True)]
    texts = [_text(annotator, name) for name in ("account", *keys, "base_url")]
    number = annotator.builtin("int")
    groups = [each.name for each in integration.groups]
    both = f"`{integration.class_name}` and `Async{integration.class_name}`"
    return module(
        "client",
        integration,
        f"Clients of {integration.title}: {both}.",
        class_name=integration.class_name,
        number=number,
        imports=imports([*annotator.used, *_ALWAYS], groups=groups),
        clients=clients,
        texts=texts,
        credentials=_credentials(keys),
    )


def _one_client(
    integration: Integration, annotator: Annotator, *, is_async: bool
) -> Mapping[str, object]:
    prefix = "Async" if is_async else ""
    name = f"{prefix}{integration.class_name}"
    start, end = "def with_raw_response", ": ..."
    raw = f"_{prefix}Raw{integration.class_name}"
    functions = integration.ungrouped
    return {
        "prefix": prefix,
        "head": layout.class_head(name, f"_{prefix}Client"),
        "with_raw_response": layout.signature(start, ["self"], [], raw, end, indent=2 * _STEP),
        "docstring": client_docstring(integration, is_async=is_async),
        "groups": list(group_properties(integration, is_async=is_async)),
        "methods": list(methods(integration, functions, annotator, is_async=is_async)),
        "raw": [
            *raw_groups(integration, is_async=is_async),
            *raw_methods(integration, functions, name, annotator, is_async=is_async),
        ],
    }


def _text(annotator: Annotator, key: str) -> str:
    """Returns an optional parameter of the constructor that is text."""
    annotation = f"{annotator.builtin('str')} | None"
    return layout.parameter(parameter_name(key), annotation, "None", indent=2 * _STEP)


def _credentials(keys: Iterable[str]) -> str:
    pairs = [f"{literal(key)}: {parameter_name(key)}" for key in keys]
    flat = f"{{{', '.join(pairs)}}}"
    if width_of(flat) + 3 * _STEP + len("credentials=,") <= LINE_LENGTH:
        return flat
    inner = "".join(f"{' ' * 4 * _STEP}{pair},\n" for pair in pairs)
    return f"{{\n{inner}{' ' * 3 * _STEP}}}"
