"""`site`: builds the documentation site, or shows it while people work on it."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.cli.context import Context, UsageError, shown
from generator.cli.printing import count, finish, plural, print_findings
from generator.cli.progress import progress
from generator.load.tree import Tree
from generator.pipeline import Output, run
from generator.pipeline.cache import Cache
from generator.site.builder import Built, Site, build
from generator.site.errors import SiteError

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Options:
    """What only this command can be told."""

    repository: Path
    url: str | None
    port: int


def site(context: Context, options: Options) -> int:
    """Builds the site, and returns the exit status."""
    place = _site(context, options)
    rendered = _rendered(context, place)
    if rendered.failed:
        return _failed(context, rendered)
    built = _made(build, place, rendered)
    print_findings(context, (*rendered.findings, *built.findings))
    if built.findings:
        old = "The site is what it was." if place.output.exists() else "There is no site."
        finish(context, built.findings, (), f"{count(built.findings)}. {old}")
        return 2
    finish(context, rendered.findings, (), _summary(context, built))
    return 0


def sources(context: Context, options: Options) -> int:
    """Renders what `serve` shows, and returns the exit status."""
    from generator.site.serve import write_sources

    place = _site(context, options)
    rendered = _rendered(context, place)
    if rendered.failed:
        return _failed(context, rendered)
    findings = _made(write_sources, place, rendered)
    print_findings(context, (*rendered.findings, *findings))
    return 2 if findings else 0


def serve(context: Context, options: Options) -> int:
    """Shows the site on this machine until it is interrupted, and returns the exit status."""
    from generator.site.serve import Again, serve

    command = [sys.executable, "-m", "generator", "site", "--sources"]
    command += ["--definitions", str(context.definitions), "--jobs", str(context.jobs)]
    again = Again(tuple(command), options.repository)
    watched = [context.definitions, *(options.repository / name for name in _WATCHED)]
    try:
        serve(_site(context, options), again, watched, options.port)
    except SiteError as error:
        raise UsageError(str(error)) from error
    return 0


_WATCHED = ("docs", "generator", "templates")


def _site(context: Context, options: Options) -> Site:
    from generator.site.configuration import checked_url
    from generator.site.guides import repository_url

    work = options.repository / ".cache" / "site"
    try:
        url = checked_url(options.url) if options.url else None
    except SiteError as error:
        raise UsageError(str(error)) from error
    return Site(
        repository=options.repository,
        work=work,
        output=context.output,
        label=shown(work),
        url=url,
        repository_url=repository_url(options.repository),
        jobs=context.jobs,
        anew=context.cache is None,
    )


def _rendered(context: Context, place: Site) -> Output:
    tree: Tree = context.tree()
    cache = Cache(place.work / "rendered") if context.cache else None
    with progress(len(tree.integrations)) as report:
        return run.generate(tree, cache=cache, jobs=context.jobs, progress=report, product="site")


def _made(
    make: Callable[[Site, Mapping[str, bytes], str], _Made], place: Site, rendered: Output
) -> _Made:
    """What is made of the files of a run and the reference of the format of definitions."""
    reference = (rendered.definitions or {})["README.md"].decode()
    try:
        return make(place, dict(rendered.generated or {}), reference)
    except SiteError as error:
        raise UsageError(str(error)) from error


def _failed(context: Context, rendered: Output) -> int:
    print_findings(context, rendered.findings)
    finish(context, rendered.findings, (), f"{count(rendered.findings)}. Nothing was built.")
    return 2


def _summary(context: Context, built: Built) -> str:
    from generator.site.sizes import TABLE, summary

    total = sum(each.bytes for each in built.sizes)
    if context.format == "text":
        print("\n".join(summary(built.sizes)))
    where = shown(context.output)
    state = "is new" if built.changed else "is as it was"
    return f"{where} {state}: {plural(len(built.sizes), 'file')}, {total / 1e6:,.1f} MB. Sizes: {where}/{TABLE}."
