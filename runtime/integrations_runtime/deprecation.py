"""Warnings about deprecated functions and parameters, placed on the caller's line."""

import warnings

from .stacklevel import stacklevel


def warn_deprecated(text: str, client_module: str) -> None:
    """Warns of the call of a client that `client_module` defines."""
    warnings.warn(text, DeprecationWarning, stacklevel=stacklevel(client_module))
