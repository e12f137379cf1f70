"""Paging: how lists continue, and iterators over their items."""
