"""The command line of the generator: `generate`, `check`, `validate`, `new` and `site`."""

from generator.cli.main import main

__all__ = ["main"]
