"""Arguments, and the frame around every command: whatever happens, the user reads a sentence, not a traceback."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.cli import import_arguments
from generator.cli.context import Context, UsageError

REPOSITORY = Path(__file__).resolve().parents[2]

CLEAN = 0
DRIFT = 1
FAILED = 2

_STATUSES = (
    "Exit status: 0 all is well, 1 generated files are not what the definitions say (check) or a document cannot become "
    "definitions (import), 2 wrong input or usage."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0, 1 for drift, 2 for wrong input or usage."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except UsageError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail(
            "Interrupted. Nothing is lost: an unfinished write is completed or undone by the next command."
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # the promise of no traceback holds for faults of ours, too
        if options.debug:
            raise
        kind = type(error).__name__
        return _fail(
            f"A fault of the generator itself: {kind}: {error}. Add --debug for the traceback."
        )


def _fail(message: str) -> int:
    text = message.encode("utf-8", "backslashreplace").decode()
    print(f"generator: {text}", file=sys.stderr)
    return FAILED


def _run(options: argparse.Namespace) -> int:
    context = Context(
        definitions=Path(options.definitions),
        output=Path(options.output) if "output" in options else REPOSITORY / "generated",
        format=options.format,
        cache=REPOSITORY / ".cache" / "generator" if getattr(options, "cache", False) else None,
        jobs=getattr(options, "jobs", 1),
    )
    match options.command:
        case "generate":
            from generator.cli.generate import generate

            return generate(context, options.names)
        case "check":
            from generator.cli.check import check

            return check(context)
        case "validate":
            from generator.cli.validate import validate

            return validate(context, options.names)
        case "site":
            return _site(context, options)
        case "import":
            return _import(context, options)
        case _:
            from generator.cli.new import new

            return new(context, options.name, options.title)


def _import(context: Context, options: argparse.Namespace) -> int:
    if options.kind == "tools":
        from generator.cli.import_tools import import_tools

        return import_tools(context, options)
    from generator.cli.import_openapi import import_openapi

    return import_openapi(context, options)


def _site(context: Context, options: argparse.Namespace) -> int:
    from generator.cli import site

    own = site.Options(REPOSITORY, options.site_url, options.port)
    if options.sources:
        return site.sources(context, own)
    return site.serve(context, own) if options.serve else site.site(context, own)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description="Turns definitions of integrations into Python clients, Lua modules and documentation.",
        epilog=_STATUSES,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = commands.add_parser
    generate = _command(add, "generate", "write generated files, and say what changed")
    generate.add_argument(
        "names", nargs="*", metavar="NAME", help="write the files of these integrations only"
    )
    _add_output(generate)
    check = _command(add, "check", "compare generated files with the definitions; write nothing")
    _add_output(check)
    validate = _command(add, "validate", "report what is wrong with definitions")
    validate.add_argument(
        "names", nargs="*", metavar="NAME", help="report on these integrations only"
    )
    _add_site(_command(add, "site", "build the documentation site, or show it"))
    new = _command(add, "new", "write a definition to start from")
    new.add_argument("name", metavar="NAME", help="name in code, such as open_weather")
    new.add_argument("--title", help="the vendor's spelling, such as OpenWeather")
    _add_import(commands.add_parser("import", help="write definitions from a vendor's document"))
    return parser


def _add_import(command: argparse.ArgumentParser) -> None:
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    purpose = "write definitions from an OpenAPI document, or bring them up to date"
    import_arguments.add_openapi(_command(kinds.add_parser, "openapi", purpose))
    purpose = (
        "write definitions without HTTP binding from a list of tools, or bring them up to date"
    )
    import_arguments.add_tools(_command(kinds.add_parser, "tools", purpose))


def _command(
    add: Callable[..., argparse.ArgumentParser], name: str, purpose: str
) -> argparse.ArgumentParser:
    command = add(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    command.add_argument(
        "--definitions",
        metavar="DIR",
        default=str(REPOSITORY / "definitions"),
        help="the folder of definitions",
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how results are printed (default: text)",
    )
    command.add_argument(
        "--debug", action="store_true", help="show the traceback of a fault of the generator"
    )
    return command


def _add_site(command: argparse.ArgumentParser) -> None:
    _add_output(command, "site", "the folder of the site")
    command.add_argument(
        "--site-url", metavar="URL", help="where the site will be; without it there is no sitemap"
    )
    command.add_argument(
        "--serve", action="store_true", help="show the site, and follow what is edited"
    )
    command.add_argument(
        "--port",
        type=_port,
        default=8000,
        metavar="N",
        help="the port on this machine that --serve listens at (default: 8000)",
    )
    command.add_argument("--sources", action="store_true", help=argparse.SUPPRESS)


def _add_output(
    command: argparse.ArgumentParser,
    folder: str = "generated",
    purpose: str = "the folder of generated files",
) -> None:
    command.add_argument("--output", metavar="DIR", default=str(REPOSITORY / folder), help=purpose)
    command.add_argument(
        "--no-cache", dest="cache", action="store_false", help="render everything anew"
    )
    command.add_argument(
        "--jobs",
        type=_jobs,
        default=os.cpu_count() or 1,
        metavar="N",
        help="worker processes (default: one for each core)",
    )


def _jobs(text: str) -> int:
    return _number(text, sys.maxsize, "a whole number from 1")


def _port(text: str) -> int:
    return _number(text, 65535, "a whole number from 1 to 65535")


def _number(text: str, most: int, needed: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= most:
        raise argparse.ArgumentTypeError(f"{needed} is needed, not '{text}'")
    return number
