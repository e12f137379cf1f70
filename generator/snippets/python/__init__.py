"""Examples in Python, in the form in which black leaves them."""

from generator.snippets.python.calls import call, iterate, multi_account, sample, stream

__all__ = ["call", "iterate", "multi_account", "sample", "stream"]
