"""Vendors for tests: a real HTTP server on the loopback interface that answers as an integration's definition says.

    from integrations_runtime.testing import MockVendor

    with MockVendor("groq") as vendor:
        groq = vendor.client()
        assert groq.list_models().data
        vendor.misbehave("list_models", status=503)

Names are loaded when they are first used, as in the package around this one.
"""

TYPE_CHECKING = False  # type checkers take it for true

if TYPE_CHECKING:
    from .faults import Cut
    from .messages import Recorded
    from .pytest_plugin import MockVendorFactory
    from .source import Source
    from .vendor import MockVendor

__all__ = ["Cut", "MockVendor", "MockVendorFactory", "Recorded", "Source"]

_HOMES = {
    "Cut": "faults",
    "MockVendor": "vendor",
    "MockVendorFactory": "pytest_plugin",
    "Recorded": "messages",
    "Source": "source",
}

if not TYPE_CHECKING:  # or type checkers would believe in every name
    from ..lazy import lazily

    __getattr__, __dir__ = lazily(globals(), _HOMES)
