"""What stops a build, and what is wrong with a site: the rules, and findings about pages."""

from generator.findings import Rule
from generator.load.locate import Located


class SiteError(Exception):
    """A site that cannot be built or put in place; the message is for people, and says what to do."""


GUIDE = Rule(
    "SITE_GUIDE", "Guides have a place in the order, and lead to nothing outside the site."
)
PAGE = Rule("SITE_PAGE", "Pages are markdown that the site generator understands.")
CLASH = Rule("SITE_CLASH", "No two files of the site have one address.")
LINK = Rule("SITE_LINK", "Whatever a page leads to or loads is there.")
ANCHOR = Rule("SITE_ANCHOR", "Whatever place of a page a link names is there.")
HOST = Rule("SITE_HOST", "A page loads nothing from another host.")
SIZE = Rule("SITE_SIZE", "No page is larger than its budget.")


def finding(
    rule: Rule, path: str, message: str, text: str = "", line: int = 1, column: int = 1
) -> Located:
    """Returns a finding about a place in a file; `text` is the whole file, of which the finding shows the line."""
    lines = text.split("\n")
    source = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    return Located(path, line, column, rule.id, rule.severity, message, source)
