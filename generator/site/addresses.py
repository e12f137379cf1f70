"""Addresses: which file of the site a page means."""

import posixpath
from urllib.parse import unquote, urlsplit

NOT_FOUND = "404.html"
"""The page that a server gives for every address that is not there, so that its own links begin at the root of the host."""

INDEX = "index.html"
_NO_FILES = ("data:", "mailto:", "tel:", "javascript:", "about:", "blob:")


def elsewhere(value: str) -> bool:
    """Whether an address leads to another host."""
    parts = urlsplit(value)
    return bool(parts.netloc or (parts.scheme and not value.lower().startswith(_NO_FILES)))


def resolve(page: str, value: str, root: str = "/") -> str | None:
    """Returns the path of the file that an address in a page means; None where it means no file of the site.

    `root` is where the site begins on its host. The path of an address that leaves the site begins with `../` or `/`.
    """
    if elsewhere(value) or value.lower().startswith(_NO_FILES):
        return None
    target = unquote(urlsplit(value).path)
    if not target:
        return page
    if target.startswith("/"):
        inside = page == NOT_FOUND and target.startswith(root)
        path = target.removeprefix(root) if inside else target
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        path = "" if path == "." else path
        path += "/" if path and target.endswith("/") else ""
    return path + INDEX if not path or path.endswith("/") else path


def place(value: str) -> str:
    """Returns the place that an address names inside a file; empty where it names none."""
    name, _, directive = unquote(urlsplit(value).fragment).partition(":~:")
    return "" if directive and not name else name
