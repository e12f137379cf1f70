"""Body templates read backwards: from a JSON body to the arguments that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from ..arguments.values import Path, Problem, spell
from ..requests.templates import Absent, compile_template
from ..spec import JSON

_ITEM: Final = "$item"


class TemplateReader:
    """Reads the bodies that one template describes. `further` are fields that may stand beside those of the template."""

    def __init__(self, tree: JSON, further: frozenset[str]) -> None:
        self._tree = tree
        self._further = further
        self.places = dict(reversed(list(_places(tree, (None, "")))))
        """Where each parameter stands first."""

    def read(self, body: JSON, problems: list[Problem]) -> dict[str, JSON]:
        """The arguments by definition name; what does not fit the template becomes a problem."""
        if isinstance(body, Mapping):
            body = {key: value for key, value in body.items() if key not in self._further}
        found: dict[str, JSON] = {}
        _match(self._tree, body, (None, ""), found, problems)
        return found


def _match(
    tree: JSON, value: JSON, path: Path, found: dict[str, JSON], problems: list[Problem]
) -> None:
    name = _place(tree)
    if name is not None:
        if name in found and found[name] != value:
            problems.append(Problem(path, "differs from the same value elsewhere in the body"))
        found[name] = value
    elif isinstance(tree, Mapping) and "$each" in tree:
        _match_each(tree, value, path, found, problems)
    elif isinstance(tree, Mapping) and "$when" in tree:
        _match_when(tree, value, path, found, problems)
    elif isinstance(tree, Mapping):
        _match_object(tree, value, path, found, problems)
    elif _is_array(tree):
        _match_array(cast("Sequence[JSON]", tree), value, path, found, problems)
    elif value != tree or isinstance(value, bool) != isinstance(tree, bool):
        problems.append(Problem(path, f"must be {spell(tree)}, not {spell(value)}"))


def _match_each(
    tree: Mapping[str, JSON],
    value: JSON,
    path: Path,
    found: dict[str, JSON],
    problems: list[Problem],
) -> None:
    if not _is_array(value):
        problems.append(Problem(path, "must be an array"))
        return
    variable = str(tree.get("value", _ITEM))
    items: list[JSON] = []
    for index, each in enumerate(cast("Sequence[JSON]", value)):
        inside = dict[str, JSON]()
        _match(tree["item"], each, (path, index), inside, problems)
        items.append(inside.pop(variable, inside.pop(_ITEM, None)))
        for name, other in inside.items():
            _match({"$param": name}, other, (path, index), found, problems)
    _match({"$param": str(tree["$each"])}, items, path, found, problems)


def _match_when(
    tree: Mapping[str, JSON],
    value: JSON,
    path: Path,
    found: dict[str, JSON],
    problems: list[Problem],
) -> None:
    """What stands there only beside a parameter is wrong without it, where that belongs inside."""
    inside = dict(_places(tree["value"], path))
    _match(tree["value"], value, path, found, problems)
    name = str(tree["$when"])
    if name in inside and name not in found:
        problems.append(Problem(inside[name], "is required"))


def _match_object(
    tree: Mapping[str, JSON],
    value: JSON,
    path: Path,
    found: dict[str, JSON],
    problems: list[Problem],
) -> None:
    if not isinstance(value, Mapping):
        problems.append(Problem(path, "must be an object"))
        return
    for key, item in value.items():
        if key in tree:
            _match(tree[key], item, (path, key), found, problems)
        else:
            problems.append(Problem((path, key), "is not a known field"))
    for key, inner in tree.items():
        if key not in value and _always(inner):
            problems.append(Problem((path, key), "is required"))


def _match_array(
    trees: Sequence[JSON],
    value: JSON,
    path: Path,
    found: dict[str, JSON],
    problems: list[Problem],
) -> None:
    """Where the array is too short for all parts, those that may be absent and do not fit are skipped."""
    if not _is_array(value):
        problems.append(Problem(path, "must be an array"))
        return
    items = cast("Sequence[JSON]", value)
    surplus = len(trees) - len(items)
    index = 0
    for position, tree in enumerate(trees):
        demanded = sum(map(_always, trees[position + 1 :]))
        may_be_absent = surplus > 0 and not _always(tree)
        if may_be_absent and (
            len(items) - index <= demanded or not _fits(tree, items[index], found)
        ):
            surplus -= 1
        elif index < len(items):
            _match(tree, items[index], (path, index), found, problems)
            index += 1
    if surplus != 0:
        problems.append(Problem(path, f"must have {len(trees)} items, not {len(items)}"))


def _fits(tree: JSON, value: JSON, found: Mapping[str, JSON]) -> bool:
    problems: list[Problem] = []
    _match(tree, value, (None, ""), dict(found), problems)
    return not problems


def _places(tree: JSON, path: Path) -> Iterator[tuple[str, Path]]:
    name = _place(tree)
    if name is not None:
        yield name, path
    elif isinstance(tree, Mapping) and "$each" in tree:
        yield str(tree["$each"]), path
        yield from _places(tree["item"], (path, 0))
    elif isinstance(tree, Mapping) and "$when" in tree:
        yield from _places(tree["value"], path)
    elif isinstance(tree, Mapping):
        for key, inner in tree.items():
            yield from _places(inner, (path, key))
    elif _is_array(tree):
        for index, inner in enumerate(cast("Sequence[JSON]", tree)):
            yield from _places(inner, (path, index))


def _place(tree: JSON) -> str | None:
    """The parameter that a part of a template stands for."""
    if not isinstance(tree, Mapping):
        return None
    if _ITEM in tree:
        return _ITEM
    return str(tree["$param"]) if "$param" in tree else None


def _always(tree: JSON) -> bool:
    """Whether a part of a template is there without any argument: it is, or holds, a constant."""
    return not isinstance(compile_template(tree)({}), Absent)


def _is_array(value: JSON) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
