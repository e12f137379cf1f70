"""The mock target: what a server that stands in for a vendor has to know of its answers.

The requests are described in `functions.py` of the Python client, and not a second time here.
"""

from collections.abc import Mapping, Sequence

from generator.model.integration import Integration
from generator.targets.base import Entry, File, Target
from generator.targets.mock.answers import answers_view
from generator.templates import render


class MockTarget:
    """Makes `mock/`."""

    name = "mock"

    def integration(self, integration: Integration) -> Mapping[str, File]:
        """Returns the file with the vendor's answers."""
        text = render("mock/integration.json.jinja", **answers_view(integration))
        return {f"mock/{integration.name}.json": File(text)}

    def catalogue(self, entries: Sequence[Entry]) -> Mapping[str, File]:
        """Returns nothing: a vendor's answers are its own affair."""
        return {}


TARGET: Target = MockTarget()
