"""A function without endpoint, and an integration without base URL, in Python."""

import re

from generator.targets.python import TARGET
from tests.support.definitions import integration

_PARAMETERS = {"id": {"type": "string", "required": True, "description": "Which one."}}
_MADE = integration(
    {
        "get_thing": {
            "http": None,
            "parameters": _PARAMETERS,
            "examples": [{"arguments": {"id": "t"}}],
        }
    },
    base_url=None,
    verify=None,
)
_FILES = {path: file.text for path, file in TARGET.integration(_MADE).items()}
_CLIENT = " ".join(_FILES["python/integrations/acme/client.py"].split())


def test_methods_say_that_every_call_raises() -> None:
    assert _CLIENT.count("def get_thing(self, *, id: str,") == 2
    said = (
        "NoBinding: In any other case: there is no HTTP binding, nothing can be called behind it."
    )
    assert _CLIENT.count(said) == 2
    assert "TransportError:" not in _CLIENT


def test_constructors_say_that_an_address_is_of_no_use() -> None:
    assert _CLIENT.count("base_url: Of no use: no function has an HTTP binding.") == 2


def test_the_spec_has_neither_endpoint_nor_base_url() -> None:
    functions = _FILES["python/integrations/acme/functions.py"]
    assert not re.search(r'"(http|base_url)":', functions)
    assert '"base_url_env": []' in functions
