"""Examples as commands of the program `integrations`, with what it prints."""

from generator.snippets.cli.calls import WIDTH, call, iterate, stream

__all__ = ["WIDTH", "call", "iterate", "stream"]
