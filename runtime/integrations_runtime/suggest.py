"""Did you mean …?"""

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str], count: int = 1) -> list[str]:
    """The most similar of `names`, best first; empty when none is similar."""
    from difflib import get_close_matches  # only errors need it

    return get_close_matches(name, names, n=count, cutoff=0.6)
