"""A function's section on the agent page stays within its budget; what gives way is the result's detail, and it is said."""

from typing import Any

from generator.targets.docs import BUDGET, TARGET, section_sizes
from tests.support.definitions import integration
from tests.support.pages import read

CUT = "Deeper fields are left out here."


def wide(fields: int, levels: int, words: int = 12) -> dict[str, Any]:
    """An object type with many fields, of which one leads a level deeper."""
    properties: dict[str, Any] = {
        f"field_{number}": {"type": "string", "description": "word " * words}
        for number in range(fields)
    }
    if levels > 1:
        properties["inner"] = wide(fields, levels - 1, words) | {"title": f"Level{levels}"}
    return {"type": "object", "properties": properties}


def section(response: dict[str, Any]) -> str:
    made = integration({"get_it": {"response": response, "examples": [{"response": {}}]}})
    sizes = section_sizes(made)
    text = TARGET.integration(made)["docs/acme/agent.md"].text
    found = text[text.index("## get_it") : text.index("\n\n---")]
    assert sizes == {"get_it": len(found)}
    return found


def test_descriptions_give_way_first() -> None:
    found = section(wide(fields=15, levels=3, words=30))
    assert len(found) < BUDGET
    assert "`inner.inner.field_14?: string`" in found
    assert "word" not in found and CUT not in found


def test_then_the_deepest_fields_and_the_page_says_so() -> None:
    found = section(wide(fields=50, levels=3, words=1))
    assert len(found) < BUDGET
    assert "`field_49?: string`" in found and "`inner.inner.field_0" not in found
    assert CUT in found


def test_what_cannot_be_cut_shows_in_the_size() -> None:
    parameters = {
        f"parameter_{number}": {"type": "string", "in": "query", "description": "word " * 20}
        for number in range(60)
    }
    made = integration({"search": {"parameters": parameters}})
    assert section_sizes(made)["search"] >= BUDGET


def test_a_short_section_loses_nothing() -> None:
    returns = read(section(wide(fields=3, levels=2))).part("get_it").part("Returns").lines
    assert sum(line.startswith("- `") for line in returns) == 7
    assert all("word" in line for line in returns if "field" in line)
