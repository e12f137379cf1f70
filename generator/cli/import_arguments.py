"""The arguments of `import`."""

import argparse

_OPERATIONS = "import these operations only: tag:…, path:… or operation:…, with * and ?"
_TOOLS = "import the tools of these names only, with * and ?"


def add_openapi(command: argparse.ArgumentParser) -> None:
    """Adds the arguments of `import openapi`."""
    command.add_argument("file", metavar="FILE", help="the document, as JSON or YAML")
    _add_choice(command, _OPERATIONS, "leave these operations out", "CHOICE")
    _add_shared(command)
    command.add_argument(
        "--base-url", metavar="URL", help="where the API is, in place of the document's server"
    )


def add_tools(command: argparse.ArgumentParser) -> None:
    """Adds the arguments of `import tools`."""
    command.add_argument(
        "file",
        metavar="FILE",
        help="an answer to tools/list, or an array of tools as MCP, OpenAI or Anthropic write them; - is standard input",
    )
    _add_choice(command, _TOOLS, "leave these tools out", "NAME")
    _add_shared(command)
    command.add_argument("--title", help="the vendor's spelling, such as OpenWeather")
    command.add_argument("--docs-url", metavar="URL", help="where the tools are described")


def _add_choice(command: argparse.ArgumentParser, include: str, exclude: str, metavar: str) -> None:
    command.add_argument(
        "--name", required=True, metavar="NAME", help="the integration's name in code"
    )
    for name, purpose in (("--include", include), ("--exclude", exclude)):
        command.add_argument(name, action="append", default=[], metavar=metavar, help=purpose)


def _add_shared(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--descriptions",
        choices=("keep", "drop"),
        default="keep",
        help="keep the document's texts, or write neutral ones (default: keep)",
    )
    command.add_argument(
        "--removed",
        choices=("drop", "keep"),
        default="drop",
        help="what becomes of functions that the document no longer has; edited ones stay (default: drop)",
    )
    command.add_argument(
        "--checked", metavar="DAY", help="the day on which the document was read (default: today)"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would change; write nothing"
    )
