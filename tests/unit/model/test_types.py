"""Types are values: equal ones are one, wherever they are used as keys."""

from generator.model.types import Enum


def test_enums_with_descriptions_are_values() -> None:
    described = Enum(("on", "off"), open=False, descriptions={"on": "At work."})
    again = Enum(("on", "off"), open=False, descriptions={"on": "At work."})
    plain = Enum(("on", "off"), open=False)
    assert len({described, again, plain}) == 2
