"""The built parts as one site: their pages, the files for programs and agents, and the map for search engines."""

from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

from generator.load.locate import Located
from generator.site import disk
from generator.site.addresses import NOT_FOUND, resolve
from generator.site.contents import Contents
from generator.site.errors import CLASH, finding
from generator.site.html import MARKDOWN, Html
from generator.site.parts import Part

LEFT_OUT = frozenset({"search.json", "sitemap.xml", "objects.inv"})
"""What the site generator writes and the site does not have: an index of a search that is off, and maps of one part."""

SITEMAP = "sitemap.xml"


def assemble(
    contents: Contents, parts: Sequence[Part], site_url: str | None
) -> tuple[dict[str, bytes], list[Located]]:
    """Returns the files of the site, by path, and findings about those that want the same address."""
    built: dict[str, bytes] = {}
    for part in reversed(parts):  # what several parts have, the first one gives
        built.update(disk.read(part.site, disk.paths(part.site) - LEFT_OUT))
    clashes = [
        finding(CLASH, path, f"Two files of the site want the address '{path}'.")
        for path in sorted(built.keys() & contents.files.keys())
        if built[path] != contents.files[path]
    ]
    site = built | dict(contents.files)
    pages = [path for path in built if path.endswith(".html")]
    for path in pages:
        site[path] = with_markdown(path, site[path].decode(), site.keys()).encode()
    if site_url is not None:
        site[SITEMAP] = sitemap(pages, site_url)
    return dict(sorted(site.items())), clashes


def with_markdown(page: str, text: str, site: Collection[str]) -> str:
    """Returns a page whose links to markdown lead there again.

    The site generator makes `.html` of every link to `.md`. A link is turned back where it says that it leads to markdown
    (`type="text/markdown"`), or where the site has the one file and not the other.
    """
    result, end = "", 0
    for each in Html(text).references:
        path = each.value.partition("#")[0].partition("?")[0]
        if each.start < 0 or not path.endswith(".html"):
            continue
        target = resolve(page, path)
        markdown = f"{target.removesuffix('.html')}.md" if target else ""
        if markdown in site and (each.type == MARKDOWN or target not in site):
            stop = each.start + len(path) - len("html")
            result += f"{text[end:stop]}md"
            end = stop + len("html")
    return result + text[end:]


def sitemap(pages: Collection[str], site_url: str) -> bytes:
    """Returns the map of a site for search engines, without dates, which would differ from build to build."""
    addresses = "".join(
        f"  <url><loc>{escape(site_url + path)}</loc></url>\n"
        for path in sorted(pages)
        if path != NOT_FOUND
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{addresses}</urlset>\n".encode()
