"""The command line of the generator: `generate`, `check`, `validate` and `new`."""

from generator.cli.main import main

__all__ = ["main"]
