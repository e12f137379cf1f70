"""Examples in Python, in the form in which black leaves them."""

from generator.snippets.python.calls import call, multi_account

__all__ = ["call", "multi_account"]
