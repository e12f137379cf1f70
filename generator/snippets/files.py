"""The files that examples name, as plain data: what stands for their bytes is one text everywhere."""

from collections.abc import Mapping
from typing import Any, Final

from generator.findings.json_value import is_array
from generator.model.integration import Function

CONTENT: Final = "The content of the file."
"""What is in every file of an example."""


def spelt_out(function: Function, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns arguments with each file as its name and its content."""
    files = {each.name for each in function.parameters if each.is_file}
    return {
        name: plain_file(value) if name in files else value for name, value in arguments.items()
    }


def plain_file(named: Any) -> Any:
    """Returns a file that is given by its name, or a list of them, as plain data."""
    if is_array(named):
        return [plain_file(each) for each in named]
    return {"filename": named, "content": CONTENT} if isinstance(named, str) else named
