"""The configuration of the site generator, which MkDocs Material reads too."""

import re
from collections.abc import Collection

from generator.site.contents import ASSETS, SEARCH_INDEX, Contents
from generator.site.errors import SiteError
from generator.targets.site.guides import GUIDES
from generator.templates import render

LIBRARIES = ("assets/vendor/highlight.min.js",)
"""Scripts of others that every page loads. The others below `assets/vendor/` are loaded by ours when they are needed."""

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")


def configuration(contents: Contents, custom_dir: str, site_url: str | None) -> bytes:
    """Returns the configuration as YAML. `custom_dir` leads from its folder to the theme's templates."""
    return render(
        "site/mkdocs.yml.jinja",
        site_url=site_url,
        custom_dir=custom_dir,
        styles=_directly(contents.assets, ".css"),
        scripts=[
            *(path for path in LIBRARIES if path in contents.assets),
            *(each for each in _directly(contents.assets, ".js") if each != SEARCH_INDEX),
        ],
        guides=[each for each in GUIDES if each.page in contents.pages],
    ).encode()


def checked_url(text: str) -> str:
    """Returns the address of a site, with a slash at its end. Raises SiteError for what is no address."""
    if not _URL.fullmatch(text):
        raise SiteError(
            f"'{text}' is no address of a site. What is needed is like https://example.com/integrations/."
        )
    return f"{text.rstrip('/')}/"


def _directly(assets: Collection[str], ending: str) -> list[str]:
    """The paths of assets that lie in the folder of assets itself."""
    return sorted(
        path
        for path in assets
        if path.startswith(ASSETS) and path.endswith(ending) and path.count("/") == 1
    )
