"""The names of classes and aliases in annotations.

Types of definitions stand directly below their integration (`app.groq.FileList`). Everything that we add has a place where
no such name can be: the parameters of a function below its name (`app.groq.list_files.Params`), the integration itself
and its accounts in folders of their own.
"""

import re

_UNFIT = re.compile(r"[^A-Za-z0-9_]")


def type_name(integration: str, name: str) -> str:
    """Returns the class or alias of a named type."""
    return f"app.{integration}.{name}"


def params_name(integration: str, function: str) -> str:
    """Returns the class of a function's argument table."""
    return f"app.{integration}.{function}.Params"


def stream_name(integration: str, function: str) -> str:
    """Returns the class of the argument table with which a function streams."""
    return f"app.{integration}.{function}.Stream"


def namespace_name(integration: str) -> str:
    """Returns the class of `app.integrations.groq`."""
    return f"app.integrations.{integration}"


def account_name(integration: str) -> str:
    """Returns the class of `app.integrations.groq.work`."""
    return f"app.accounts.{integration}"


def member_name(owner: str, field: str) -> str:
    """Returns the alias of an enum that a field's type spells out."""
    return f"{owner}.{_UNFIT.sub('_', field)}"
