"""Groups of a wide vendor's functions: `github.issues.list(…)`, each a package that is loaded when it is first used."""

from collections.abc import Iterator, Mapping

from generator.languages.python import class_name, docstring, layout, wrap
from generator.model.integration import Group, Integration
from generator.pages.wording import counted
from generator.snippets.python.names import method_name
from generator.targets.base import File
from generator.targets.python.annotations import Annotator
from generator.targets.python.handles import group_functions_file
from generator.targets.python.imports import group_module, imports
from generator.targets.python.methods import methods, raw_methods
from generator.targets.python.naming import answer_type
from generator.targets.python.package import module, opening, package

_COLUMNS = 96
_SHOWN = 6
"""Methods that the docstring of a group names."""


def group_files(integration: Integration) -> Iterator[tuple[str, File]]:
    """Yields the modules of all groups, by their path in the package of the integration; none where there is no group."""
    if not integration.groups:
        return
    about = f"The functions of {integration.title}, a package for each group."
    yield "groups/__init__.py", File(f"{opening(integration, about)}\n")
    for group in integration.groups:
        folder = f"groups/{group.name}"
        yield f"{folder}/__init__.py", package(
            integration, _about(integration, group), _kind(group)
        )
        yield f"{folder}/client.py", _client(integration, group)
        yield f"{folder}/functions.py", group_functions_file(integration, group)


def group_properties(integration: Integration, *, is_async: bool) -> Iterator[Mapping[str, str]]:
    """Yields the properties of a client that lead to its groups."""
    prefix = "Async" if is_async else ""
    for group in integration.groups:
        kind = f"{prefix}{_kind(group)}"
        returned = f"{group_module(group.name)}.{kind}"
        yield {
            "head": layout.signature(f"def {group.name}", ["self"], [], returned, ":", indent=4),
            "docstring": docstring(wrap(_members(group), _COLUMNS - 8), indent=8),
            "imported": layout.imported(f".groups.{group.name}", [kind], indent=8),
            "kind": kind,
        }


def raw_groups(integration: Integration, *, is_async: bool) -> Iterator[str]:
    """Yields the properties of the class that types a client's raw responses."""
    for group in integration.groups:
        if any(answer_type(each) != "bytes" for each in group.functions):
            returned = f"{group_module(group.name)}.{_raw_name(group, is_async=is_async)}"
            start = f"def {group.name}"
            head = layout.signature(start, ["self"], [], returned, ": ...", indent=8)
            yield f"@property\n        {head}"


def _client(integration: Integration, group: Group) -> File:
    annotator = Annotator(integration, map(method_name, group.functions))
    classes = [_class(integration, group, annotator, is_async=each) for each in (False, True)]
    return module(
        "group",
        integration,
        _about(integration, group),
        imports=imports([*annotator.used, "Group", "AsyncGroup"], package="..."),
        groups=classes,
    )


def _class(
    integration: Integration, group: Group, annotator: Annotator, *, is_async: bool
) -> Mapping[str, object]:
    prefix = "Async" if is_async else ""
    name = f"{prefix}{_kind(group)}"
    raw = raw_methods(integration, group.functions, name, annotator, is_async=is_async)
    reached = f"{prefix}{integration.class_name}(…).{group.name}"
    return {
        "head": layout.class_head(name, f"_{prefix}Group"),
        "docstring": docstring(
            wrap(f"{_about(integration, group)} Reached as `{reached}`.", _COLUMNS - 4), indent=4
        ),
        "methods": list(methods(integration, group.functions, annotator, is_async=is_async)),
        "raw": raw,
        "raw_name": _raw_name(group, is_async=is_async),
    }


def _kind(group: Group) -> str:
    """Returns the name of a group's class: `copilot_spaces` becomes `CopilotSpaces`."""
    return class_name(group.name)


def _raw_name(group: Group, *, is_async: bool) -> str:
    return f"{'Async' if is_async else ''}Raw{_kind(group)}"


def _about(integration: Integration, group: Group) -> str:
    words = group.name.replace("_", " ")
    return f"{integration.title}, {words}: {counted(len(group.functions), 'function')}."


def _members(group: Group) -> str:
    names = [f"`{method_name(each)}`" for each in group.functions]
    shown = ", ".join(names[:_SHOWN])
    return f"{counted(len(names), 'function')}: {shown}{', …' if len(names) > _SHOWN else '.'}"
