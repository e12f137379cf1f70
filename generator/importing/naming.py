"""Names for the functions of an imported document, as people would choose them.

Every name begins with a verb, is written in lower-case words, and says no more than it takes:

- **The id is read first**, in whichever spelling: `createChatCompletion`, `models.list`, `repos/list-for-org`,
  `ModelsController_findAll`, `users_partial_update`, `VirtualMachines_ListAll`. Versions, words of source code (`api`, `controller`),
  the path and method that FastAPI, Springfox and others add, and articles are left out.
- **An id that only repeats method and path** (`PostChargesChargeCapture`, `get_files_id`), and an operation without one, are named by the
  path: `list_` a collection, `get_` one thing, `create_` for POST to a collection, `update_` for PUT, PATCH, and POST to one thing, `delete_`,
  and the path's own verb where it ends in one (`/orders/{id}/cancel`: `cancel_order`). Owners stand in the singular before what
  they own: `get_project_member`. An id that names only a thing gets its verb in the same way.
- **Plain verbs are the same everywhere**: retrieve, fetch, read, show, describe and view are `get`; modify, edit, patch and
  partial update are `update`; destroy is `delete`; insert, new and store are `create`; index, find all and get all are `list`, and so is `get` of a plural with
  which the path ends. Other verbs are the vendor's: `remove` and `add` are about membership, `archive` is no `delete`.
- **What stands before the verb is left out** where the verb has an object (`actions/list-workflow-runs`: `list_workflow_runs`), unless the
  object is something that many things have (`agents_list_versions`: `list_agent_versions`). A bare verb, and one with nothing but adjectives,
  take it as their object: `list_repos_for_org`, `get_authenticated_user`.
- **Numbers of nouns**: what is listed stands in the plural, what is created in the singular, what one of is meant by the path in the singular. A noun
  that the vendor wrote behind the verb keeps its number, but for lists (`ListCallRecording`: `list_call_recordings`).
- **At most 60 characters**: words behind the verb are dropped, the outermost owner first.

Names that several operations would have get qualifiers, each operation from its own facts: the owners in its path, the nearest first; then
what its id began with; its tags; the vendor's own verb; its version; its method. One qualifier is tried before several: what others share tells
nothing apart. An operation that has no qualifier left keeps the name; what is the same in all of that has its plain name with a number, in the
order of path and method. So the order of a document does not matter.

That an operation elsewhere needs a qualifier can depend on a new one. An importer passes the names of the last import as `known`: those
operations keep theirs, and the newcomer makes way. For the same reason all operations of a document are named, and only then some are
left out: otherwise a name would depend on a filter.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from generator.importing.composing import LIMIT
from generator.importing.facts import OperationFacts
from generator.importing.ladders import Rung, ladder
from generator.importing.words import words
from generator.languages.names import LUA_KEYWORDS


def function_names(
    operations: Sequence[OperationFacts],
    known: Mapping[str, str] | None = None,
    *,
    reserved: Collection[str] = (),
) -> dict[str, str]:
    """Returns a name for each operation by its key, in the order of the operations.

    `known` are names that operations have already, by key; they are kept as they are, and keys of other documents do not
    matter. `reserved` are names that no function may have, beside the keywords of Python and Lua. The keys must differ.
    """
    names = _pinned(operations, known or {})
    free = [each for each in operations if each.key not in names]
    shared = _shared_part(operations)
    ladders = {each.key: ladder(each, shared) for each in free}
    taken = {*names.values(), *LUA_KEYWORDS, *reserved, "default"}
    names |= _resolved(sorted(free, key=_order), ladders, taken)
    return {each.key: names[each.key] for each in operations}


def _pinned(operations: Sequence[OperationFacts], known: Mapping[str, str]) -> dict[str, str]:
    pinned: dict[str, str] = {}
    used: set[str] = set()
    for each in sorted(operations, key=_order):
        name = known.get(each.key)
        if name and name not in used:
            pinned[each.key] = name
            used.add(name)
    return pinned


def _order(facts: OperationFacts) -> tuple[str, str, str]:
    return facts.path, facts.method, facts.key


def _shared_part(operations: Sequence[OperationFacts]) -> str:
    """Returns the first part of dotted ids where all have the same: Google's `drive.files.list`."""
    firsts = {each.operation_id.partition(".")[0] for each in operations}
    if (
        len(firsts) == 1
        and len(operations) > 2
        and all("." in each.operation_id for each in operations)
    ):
        found = words(firsts.pop())
        seconds = {each.operation_id.split(".")[1] for each in operations}
        return found[0] if len(found) == 1 and len(seconds) > 1 else ""
    return ""


def _resolved(
    operations: Sequence[OperationFacts],
    ladders: Mapping[str, Sequence[Rung]],
    taken: Collection[str],
) -> dict[str, str]:
    """Lets operations that want the same name climb their ladders until no two do; what stays the same is numbered."""
    level = dict.fromkeys(ladders, 0)
    while True:
        wanted: defaultdict[str, list[str]] = defaultdict(list)
        for key, at in level.items():
            wanted[ladders[key][at].name].append(key)
        climbing = [
            key
            for name, keys in wanted.items()
            if len(keys) > 1 or name in taken
            for key in _climbers(keys, level, ladders, taken=name in taken)
        ]
        if not climbing:
            break
        for key in climbing:
            level[key] += 1
    names = {key: ladders[key][at].name for key, at in level.items()}
    found = Counter(names.values())
    plain = {key for key, name in names.items() if found[name] > 1 or name in taken}
    return _numbered(
        [
            (each.key, ladders[each.key][0].name if each.key in plain else names[each.key])
            for each in operations
        ],
        taken,
    )


def _climbers(
    keys: Sequence[str],
    level: Mapping[str, int],
    ladders: Mapping[str, Sequence[Rung]],
    *,
    taken: bool,
) -> list[str]:
    """Returns which of the operations that want one name take their next: not the only one to which it is the plainest."""
    following = {
        key: ladders[key][level[key] + 1].stage
        for key in keys
        if level[key] + 1 < len(ladders[key])
    }
    if taken:
        return list(following)
    lowest = min(level[key] for key in keys)
    plainest = [key for key in keys if level[key] == lowest]
    if len(plainest) == 1:
        following.pop(plainest[0], None)
    nearest = min(following.values(), default=0)
    return [key for key, stage in following.items() if stage == nearest]


def _numbered(wanted: Sequence[tuple[str, str]], taken: Collection[str]) -> dict[str, str]:
    used = {*taken, *(name for _, name in wanted)}
    names: dict[str, str] = {}
    owned: set[str] = set()
    for key, name in wanted:
        if name in taken or name in owned:
            name = next(each for each in _numbers(name) if each not in used)
            used.add(name)
        owned.add(name)
        names[key] = name
    return names


def _numbers(name: str) -> Iterator[str]:
    for number in count(2):
        yield f"{name[: LIMIT - len(str(number)) - 1].rstrip('_')}_{number}"
