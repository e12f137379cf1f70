"""Examples in Lua, in the form in which stylua leaves them."""

from generator.snippets.lua.calls import WIDTH, call, multi_account

__all__ = ["WIDTH", "call", "multi_account"]
