"""A build: from what a run rendered to a site in its place, or to findings and an untouched old site."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from generator.load.locate import Located
from generator.site import guides, links, zensical
from generator.site.assembly import assemble
from generator.site.contents import (
    Contents,
    published,
    rendered_assets,
    rendered_pages,
    theme,
    with_guides_found,
    with_guides_listed,
)
from generator.site.errors import SiteError
from generator.site.parts import Part, forget, part_count, prepare
from generator.site.publish import check_place, publish
from generator.site.sizes import TABLE, Size, over_budget, sizes, written
from generator.targets.site.guides import FORMAT
from generator.targets.site.paths import FILES, SOURCE

_PATIENCE = 60.0
"""Seconds to wait for another build."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a build needs to know."""

    repository: Path
    """Where the guides and the theme are."""
    work: Path
    """The folder of what a build leaves for the next one."""
    output: Path
    """The folder of the site."""
    label: str = ".cache/site"
    """How findings name the folder `work`."""
    url: str | None = None
    """Where the site will be, with a slash at its end."""
    repository_url: str | None = None
    """Where guides lead to for files that are no part of the site."""
    jobs: int = 1
    anew: bool = False
    """Whether what earlier builds left is passed over."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build yields. With findings, the output is what it was."""

    findings: Sequence[Located]
    sizes: Sequence[Size] = field(default=())
    changed: bool = False


def build(site: Site, rendered: Mapping[str, bytes], reference: str) -> Built:
    """Builds a site from the files of a run and the reference of the format of definitions.

    Raises SiteError where the folder holds something else, or where Zensical is missing or fails.
    """
    check_place(site.output)
    zensical.command()
    contents = gather(site, rendered, reference)
    if contents.findings:
        return Built(contents.findings)
    with held(site.work):
        if site.anew:
            forget(site.work)
        parts = prepare(contents, site.work, part_count(contents, site.jobs), site.url)
        remarks = zensical.build(parts, site.label)
        files, clashes = assemble(contents, parts, site.url)
        source = _sources(contents, parts, site.label)
        table = sizes(files, _functions(rendered))
        root = urlsplit(site.url).path if site.url else "/"
        findings = [
            *remarks,
            *clashes,
            *links.check(files, source, root),
            *over_budget(table, lambda path: source(path).path),
        ]
        if findings:
            return Built(sorted(set(findings)))
        changed = publish({**files, TABLE: written(table)}, site.output)
    return Built((), table, changed)


def gather(site: Site, rendered: Mapping[str, bytes], reference: str) -> Contents:
    """Returns what a site is made of, and findings about guides."""
    texts = {**guides.read(site.repository), FORMAT: reference}
    written, findings = guides.pages(guides.Repository(texts, site.repository_url))
    pages = rendered_pages(rendered) | written
    assets, overrides = theme(site.repository / "templates" / "site" / "theme")
    return Contents(
        pages=pages,
        assets=with_guides_found(rendered_assets(rendered), written) | assets,
        overrides=overrides,
        files=with_guides_listed(published(rendered, pages), written),
        findings=tuple(sorted(findings)),
    )


@contextmanager
def held(work: Path) -> Generator[None]:
    """Holds the folder of a build. Raises SiteError when another build holds it for a minute."""
    from filelock import FileLock, Timeout

    work.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work / "lock", timeout=_PATIENCE):
            yield
    except Timeout:
        raise SiteError(
            f"Another build of the site is at work in {work} (waited {_PATIENCE:g} seconds). Try again when it is done."
        ) from None


def _functions(rendered: Mapping[str, bytes]) -> list[str]:
    """The paths of texts about one function: what is made for the site below an integration's folder, but for pages' twins."""
    own = [path.removeprefix(FILES) for path in rendered if path.startswith(FILES)]
    return [
        path
        for path in own
        if path.endswith(".md") and path.count("/") == 1 and SOURCE + path not in rendered
    ]


def _sources(contents: Contents, parts: Sequence[Part], label: str) -> links.SourceOf:
    """Returns what tells what a file of the site was built from."""

    def source(path: str) -> links.Source:
        name = path.removesuffix(".html") + ".md"
        page = contents.pages.get(name)
        if not path.endswith(".html") or page is None:
            return links.Source(f"site/{path}", "")
        if page.origin:
            return links.Source(page.origin, page.written)
        part = next(each for each in parts if name in each.pages)
        return links.Source(f"{label}/{part.shown(name)}", page.text)

    return source
