"""The index of an integration: what programs look up at run time without reading its pages.

The lists of functions, the search and the command line stand on it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.languages.json_text import json_text
from generator.model.integration import Credential, Function, Group, Integration
from generator.pages.signature import INDEX, signature
from integrations_runtime.docs import FunctionDoc


def index(integration: Integration) -> str:
    """Returns the file as JSON text; functions stand in the order of the docs, those of groups with files of their own in these."""
    return f"{json_text(_integration(integration))}\n"


def group_index(integration: Integration, group: Group) -> str:
    """Returns the same of a group: its functions alone."""
    return f"{json_text({'functions': _functions(integration, group.functions)})}\n"


def function_doc(integration: Integration, function: Function) -> FunctionDoc:
    """Returns a function as the runtime reads it from that file."""
    known = _function(integration, function)
    return FunctionDoc(integration.name, function.name, **known, group=function.group or "")


def _integration(integration: Integration) -> Mapping[str, Any]:
    here = integration.ungrouped if integration.is_split else integration.functions
    groups = {each.name: [one.name for one in each.functions] for each in integration.groups}
    arguments = integration.verify_arguments
    return {
        "name": integration.name,
        "title": integration.title,
        "category": integration.category,
        "summary": integration.summary,
        "docs_url": integration.docs_url,
        "verify": integration.verify,
        **({"verify_arguments": arguments} if arguments else {}),
        "credentials": {each.key: _value(each) for each in integration.credentials},
        "settings": {each.key: _value(each) for each in integration.settings},
        **({"groups": groups} if groups else {}),
        "functions": _functions(integration, here),
    }


def _functions(integration: Integration, functions: Iterable[Function]) -> Mapping[str, Any]:
    return {each.name: _function(integration, each) for each in functions}


def _value(value: Credential) -> Mapping[str, str]:
    """How people are asked for a credential or a setting."""
    return {"label": value.label, **({} if value.hint is None else {"hint": value.hint})}


def _function(integration: Integration, function: Function) -> Mapping[str, Any]:
    called = f"{INDEX}.{integration.name}.{function.name}"
    return {
        "title": function.title,
        "operation": function.operation,
        "signature": signature(function, integration.types, called),
        "summary": function.summary,
        "description": function.description,
        "parameters": {each.name: each.description for each in function.parameters},
        **({"destructive": True} if function.destructive else {}),
        **({"retry_safe": True} if function.retry_safe else {}),
        **({} if function.vendor.documented else {"undocumented": True}),
        **({} if function.deprecated is None else {"deprecated": function.deprecated}),
        **({"unbound": True} if function.http is None else {}),
    }
