"""The Python target: one package per integration, with typed clients, and the package around them all."""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File, Target

_FOLDER = "python/integrations"


class PythonTarget:
    """Makes `generated/python`. Its parts are imported when something is rendered: they are heavy."""

    name = "python"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the modules of one integration."""
        from generator.targets.python.modules import integration_files

        folder = f"{_FOLDER}/{integration.name}"
        return {f"{folder}/{name}": file for name, file in integration_files(integration)}

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns the package around all integrations."""
        from generator.targets.python.catalogue import catalogue_files

        return {f"{_FOLDER}/{name}": file for name, file in catalogue_files(entries)}


TARGET: Target = PythonTarget()
