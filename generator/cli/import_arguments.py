"""The arguments of `import`."""

import argparse


def add_openapi(command: argparse.ArgumentParser) -> None:
    """Adds the arguments of `import openapi`."""
    command.add_argument("file", metavar="FILE", help="the document, as JSON or YAML")
    command.add_argument(
        "--name", required=True, metavar="NAME", help="the integration's name in code"
    )
    for name, purpose in (
        ("--include", "import these operations only: tag:…, path:… or operation:…, with * and ?"),
        ("--exclude", "leave these operations out"),
    ):
        command.add_argument(name, action="append", default=[], metavar="CHOICE", help=purpose)
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
        "--base-url", metavar="URL", help="where the API is, in place of the document's server"
    )
    command.add_argument(
        "--checked", metavar="DAY", help="the day on which the document was read (default: today)"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would change; write nothing"
    )
