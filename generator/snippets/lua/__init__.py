"""Examples in Lua, in the form in which stylua leaves them."""

from generator.snippets.lua.calls import WIDTH, call, multi_account
from generator.snippets.lua.loops import item_name, iterate, stream

__all__ = ["WIDTH", "call", "item_name", "iterate", "multi_account", "stream"]
