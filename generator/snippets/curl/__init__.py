"""Examples as commands of curl, with the vendor's own answers."""

from generator.snippets.curl.calls import WIDTH, call, stream

__all__ = ["WIDTH", "call", "stream"]
