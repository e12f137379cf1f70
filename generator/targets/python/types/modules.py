"""The modules of types of an integration and of its groups, as files."""

from collections.abc import Iterator

from generator.model.integration import Integration
from generator.targets.base import File
from generator.targets.python.package import opening
from generator.targets.python.types.models import models_modules
from generator.targets.python.types.params import params_module


def type_files(integration: Integration) -> Iterator[tuple[str, File]]:
    """Yields `models.py` and `params.py`, and `models.py` of groups, those of them that have something to say."""
    for group, text in models_modules(integration):
        about, folder = f"The types of results of {integration.title}.", ""
        if group is not None:
            folder = f"groups/{group}/"
            about = f"Types of results of {integration.title} that no other group needs."
        yield f"{folder}models.py", _file(integration, about, text)
    params = params_module(integration)
    if params is not None:
        about = f"The types of arguments of {integration.title}."
        yield "params.py", _file(integration, about, params)


def _file(integration: Integration, about: str, text: str) -> File:
    return File(f"{opening(integration, about)}\n\n{text}")
