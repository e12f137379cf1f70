"""The documentation at run time: the pages that agents read, lists of functions, and a search over all of them."""

from .catalogue import FunctionDoc, IntegrationDoc, list_docs, search
from .pages import read

__all__ = ["FunctionDoc", "IntegrationDoc", "list_docs", "read", "search"]
