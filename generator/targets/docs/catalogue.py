"""The pages about all integrations: the index for people, `llms.txt` and `llms-full.txt` for agents."""

from collections.abc import Mapping, Sequence

from generator.languages import markdown
from generator.pages import wording
from generator.targets.base import Entry, File, Summary
from generator.targets.docs.paths import AGENT_INDEX, AGENT_WHOLE, INDEX, agent_page, people_page
from generator.targets.summary import by_category, counts
from generator.templates import render

_ROOT = INDEX.rpartition("/")[0]


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
        pages=[_without_header(each.files[agent_page(each.summary.name)]) for each in entries],
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
    functions = ", ".join(map(markdown.code, summary.functions))
    return f"{page}: {markdown.inline(summary.summary)} Functions: {functions}."


def _relative(path: str) -> str:
    return path.removeprefix(f"{_ROOT}/")


def _without_header(page: str) -> str:
    """The page without the comment at its end."""
    return page.rpartition("<!--")[0].rstrip()
