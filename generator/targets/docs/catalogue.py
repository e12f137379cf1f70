"""The pages about all integrations: the index for people, `llms.txt` and `llms-full.txt` for agents."""

from collections.abc import Iterator, Mapping, Sequence

from generator.languages import markdown
from generator.pages import wording
from generator.targets.base import Entry, File, Summary
from generator.targets.docs.paths import AGENT_INDEX, AGENT_WHOLE, INDEX, agent_page, people_page
from generator.targets.summary import by_category, counts
from generator.templates import render

_ROOT = INDEX.rpartition("/")[0]
_GROUPS = (
    " Where functions stand in groups, the page lists these, and "
    '`lua_read_doc("integrations.<name>.<group>")` returns the page of one.'
)


def files(entries: Sequence[Entry]) -> Mapping[str, File]:
    """Returns the pages about the integrations, which come sorted by name."""
    summaries = [each.summary for each in entries]
    return {
        INDEX: File(finished(_index(summaries))),
        AGENT_INDEX: File(finished(_llms(summaries))),
        AGENT_WHOLE: File(finished(_llms_full(entries))),
    }


def finished(text: str) -> str:
    """Returns the text of a file, with one newline at its end."""
    return f"{text.rstrip()}\n"


def _index(summaries: Sequence[Summary]) -> str:
    return render(
        "docs/index.md.jinja",
        header=wording.header("definitions/"),
        counts=counts(summaries),
        categories=[
            {
                "title": markdown.heading(2, category),
                "counts": counts(members),
                "integrations": markdown.table(
                    ("Integration", "Functions", "Read", "Write", "What it gives"),
                    map(_row, members),
                ),
            }
            for category, members in by_category(summaries)
        ],
    )


def _llms(summaries: Sequence[Summary]) -> str:
    return render(
        "docs/llms.txt.jinja",
        header=wording.header("definitions/"),
        counts=counts(summaries),
        groups=_GROUPS if any(each.groups for each in summaries) else "",
        categories=[
            {"title": markdown.heading(2, category), "pages": markdown.bullets(map(_line, members))}
            for category, members in by_category(summaries)
        ],
        whole=_relative(AGENT_WHOLE),
    )


def _llms_full(entries: Sequence[Entry]) -> str:
    return render(
        "docs/llms-full.txt.jinja",
        header=wording.header("definitions/"),
        counts=counts([each.summary for each in entries]),
        pages=[page for each in entries for page in _agent_pages(each)],
    )


def _row(summary: Summary) -> tuple[str, ...]:
    return (
        markdown.link(summary.title, _relative(people_page(summary.name))),
        str(len(summary.functions)),
        str(summary.reads),
        str(summary.writes),
        markdown.inline(summary.summary),
    )


def _line(summary: Summary) -> str:
    page = markdown.link(summary.title, _relative(agent_page(summary.name)))
    return f"{page}: {markdown.inline(summary.summary)} {_contents(summary)}."


def _contents(summary: Summary) -> str:
    """The functions, or the groups that have pages of their own."""
    if not summary.groups:
        return f"Functions: {', '.join(map(markdown.code, summary.functions))}"
    names = (f"{markdown.code(name)} ({number})" for name, number in summary.groups.items())
    return f"{len(summary.functions)} functions in groups: {', '.join(names)}"


def _agent_pages(entry: Entry) -> Iterator[str]:
    """Yields the agent pages of an integration and of its groups."""
    name = entry.summary.name
    yield _without_header(entry.files[agent_page(name)])
    for group in entry.summary.groups:
        yield _without_header(entry.files[agent_page(name, group)])


def _relative(path: str) -> str:
    return path.removeprefix(f"{_ROOT}/")


def _without_header(page: str) -> str:
    """The page without the comment at its end."""
    return page.rpartition("<!--")[0].rstrip()
