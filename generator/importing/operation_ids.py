"""Operation ids: a verb, what it is done to, and what stood before, read from every common spelling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.facts import OperationFacts
from generator.importing.paths import DATE, Path, version_words, without_noise
from generator.importing.vocabulary import (
    ADVERBS,
    ARTICLES,
    ASKING,
    JOINING,
    METHODS,
    NOISE,
    NOUNS_TOO,
    is_strong,
    is_verb,
    names_api_thing,
)
from generator.importing.words import (
    ascii_text,
    contains,
    same_noun,
    singular,
    split_run,
    words,
    words_of,
)

_SPRINGFOX = re.compile(r"Using(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?:_[0-9]+)?$")
_SPRINGDOC = re.compile(r"(?<=[a-z])_[0-9]{1,2}$")
_HUBSPOT = re.compile(r"^(?:get|post|put|patch|delete)-?/[^\s]*?_(?=[A-Za-z/]+$)", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:(?<![A-Za-z0-9])[vV]|(?<=[a-z0-9])V)[0-9]{1,3}(?:(?:p[0-9]+)?(?:[aA]lpha|[bB]eta)[0-9]*)?(?![a-z0-9])"
)
_SEPARATOR = re.compile(r"[/.:\s#|,]+|__+")
_TAGGED = re.compile(r"^([a-z0-9]+)-(?=[a-z0-9]+(?:_[a-z0-9]+)+$)")
"""FastAPI's other manner: a tag, a dash, and the name of a function."""
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z][a-z]")
_TRAILING = frozenset({"method", "endpoint", "handler", "operation"})
_ASYNC = re.compile(r"(?<=[a-z0-9])Async$")
"""What .NET puts behind every name; a vendor's own `merge-async` is another thing than `merge`."""
_PREFIXES = frozenset({"re", "un"})
_PLAIN = words_of("create delete destroy get list remove retrieve update")
_CUT = "0"
"""Stands for a version inside an id: a word that `words` never gives."""

_LONG = 12
"""Letters from which a word is looked at as several without a boundary; shorter ones are rarely."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An operation's id as it is understood. The verb is empty where the id names only a thing."""

    verb: tuple[str, ...]
    nouns: tuple[str, ...]
    """What stands behind the verb; without a verb, the whole name."""
    before: tuple[tuple[str, ...], ...]
    """What stands in front of the verb, outermost first: `chat`, `completions` of `chat.completions.create`."""
    dropped: tuple[str, ...] = ()
    """Words that say where the operation is kept, and not what it does."""
    versions: tuple[str, ...] = ()


def read_id(facts: OperationFacts, path: Path, shared: str = "") -> Reading | None:
    """Returns what an id says, or None where it says no more than method and path: `PostChargesCharge`.

    `shared` is a first part that all ids of the document begin with.
    """
    text = _without_frame(facts)
    versions = tuple(version_words(each) for each in _VERSION.findall(text) + DATE.findall(text))
    text = DATE.sub("/", _VERSION.sub(f"/{_CUT}/", text))
    parts = [part for part in _parts(text, facts, path) if part]
    if shared and len(parts) > 1 and parts[0] == [shared]:
        parts = parts[1:]
    flat = [word for part in parts for word in part if word != _CUT]
    if not flat or _says_the_path(flat, path):
        return None
    parts, dropped = _cut(parts, path)
    parts, noise = _without_noise(parts)
    if not parts:
        return None
    parts[-1] = _without_do(parts[-1])
    reading = _reading(parts, facts, path)
    return Reading(reading.verb, reading.nouns, reading.before, (*dropped, *noise), versions)


def without_version(text: str) -> str:
    """Returns a name without the versions in it."""
    return _VERSION.sub(" ", text)


def _without_frame(facts: OperationFacts) -> str:
    """Returns the id without what frameworks put around a function's name."""
    text = facts.operation_id.strip()
    path = facts.path
    for _ in range(path.count("/") + 1):  # a server's address may hold the beginning of the path
        if path.strip("/").count("/") < 1 and path != facts.path:
            break
        suffix = f"{re.sub(r'[^A-Za-z0-9_]', '_', path)}_{facts.method.lower()}"
        if len(suffix) > len(facts.method) + 2 and text.endswith(suffix) and text != suffix:
            text = text.removesuffix(suffix)
            break
        path = "/" + path.lstrip("/").partition("/")[2]
    text = _ASYNC.sub("", _SPRINGDOC.sub("", _SPRINGFOX.sub("", text)))
    return _HUBSPOT.sub("", text)


def _parts(text: str, facts: OperationFacts, path: Path) -> list[list[str]]:
    raw = _SEPARATOR.split(_TAGGED.sub(r"\1/", text))
    if any(_CAMEL.search(part) for part in raw):
        raw = [each for part in raw for each in part.split("_")]
    parts = [_prefixed(words(part)) if part != _CUT else [_CUT] for part in raw]
    parts = [
        [word for word in _split_runs(part, facts, path) if word not in ARTICLES] for part in parts
    ]
    if parts and len(parts[-1]) > 1 and parts[-1][-1] in _TRAILING:
        parts[-1].pop()
    method = [facts.method.lower()]
    if len(parts) > 1 and parts[-1] == method and parts[-2] and is_strong(parts[-2][0]):
        parts.pop()
    return parts


def _prefixed(part: list[str]) -> list[str]:
    """Returns `re-run` and `unAssign` as the one word that they are."""
    result: list[str] = []
    for word in part:
        if result and result[-1] in _PREFIXES and is_verb(word):
            word = result.pop() + word
        result.append(word)
    return result


def _split_runs(part: list[str], facts: OperationFacts, path: Path) -> list[str]:
    """Takes apart what was written without capitals: `Getspendlimit`, `CreateanAPIkey`."""
    if max(map(len, part), default=0) <= _LONG or part == [_CUT]:
        return part
    known = {
        *path.vocabulary,
        *words(facts.summary),
        *words(" ".join(facts.tags)),
        *ARTICLES,
        *JOINING,
    }
    if set(part) <= known:
        return part
    run = "".join(part)
    verbs = {
        run[:size] for size in range(3, len(run)) if is_verb(run[:size]) and is_strong(run[:size])
    }
    known |= {singular(each) for each in known} | verbs
    known.discard(run)
    return split_run(run, known) or part


def _says_the_path(flat: Sequence[str], path: Path) -> bool:
    """Whether an id is the method and the path, in whichever order and spelling."""
    method = path.method.lower()
    rest = list(flat)
    if rest[0] == method:
        rest.pop(0)
    elif rest[-1] == method:
        rest.pop()
    else:
        return False
    pattern = owner = ""
    for step in path.steps:
        said = "".join(f"{singular(word)} " for word in step.words)
        if step.placeholder:
            named = "".join(f"(?:{singular(word)} )?" for word in step.words)
            pattern += f"(?:by )?(?:{named}|(?:{owner})?(?:id )?)"
        else:
            pattern += said
            owner = said
    said = "".join(f"{singular(word)} " for word in rest if word not in NOISE)
    return bool(pattern) and re.fullmatch(pattern, said) is not None


def _cut(parts: list[list[str]], path: Path) -> tuple[list[list[str]], list[str]]:
    """Chooses a side of a version in the middle: the function's name, not the address or the module around it."""
    marks = [at for at, part in enumerate(parts) if part == [_CUT]]
    parts = [part for part in parts if part != [_CUT]]
    if not marks or not 0 < marks[0] < len(parts):
        return parts, []
    before, after = parts[: marks[0]], parts[marks[0] :]
    first = [word for part in before for word in part]
    last = [word for part in after for word in part]
    if is_verb(first[0]) and path.method.lower() != last[-1]:  # Kubernetes: readCoreV1NamespacedPod
        return [[first[0], *last]], first[1:]
    if set(first) & NOISE or not (last[-1] in METHODS or contains([*path.vocabulary], last[:1])):
        return after, first
    return (before, last) if last[-1] in METHODS else (parts, [])


def _without_noise(parts: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Leaves out words of source code, and a module's name in front of them."""
    dropped: list[str] = []
    result: list[list[str]] = []
    for number, part in enumerate(parts, start=1):
        at = max((at for at in range(len(part)) if _is_code(part, at)), default=-1)
        if at > 0 and at + 1 < len(part):
            dropped += part[:at]
            part = part[at + 1 :]
        kept = without_noise(part, of_class=number < len(parts))
        if kept:
            result.append(kept)
    return result, [word for word in dropped if word not in NOISE]


def _is_code(part: Sequence[str], at: int) -> bool:
    if part[at] == "routes":
        return True
    return (
        part[at] == "api"
        and at + 1 < len(part)
        and not names_api_thing(part[at + 1])
        and is_strong(part[-1])
    )


def _reading(parts: list[list[str]], facts: OperationFacts, path: Path) -> Reading:
    *front, last = parts
    before = tuple(tuple(part) for part in front)
    last = _without_method(_without_django_verb(last, path), path)
    mode = len(last) > 1 and last[0] in ASKING and (last[0],) in path.fixed[:-1]
    found = (0, 1) if mode else _find_verb(last, facts, path, whole=not before)
    if found is None and before and (first := _find_verb(parts[0], facts, path, whole=False)):
        start, end = first  # create_chat.Completion: the verb stands in the first part
        nouns = (*parts[0][end:], *(word for part in parts[1:] for word in part))
        if start == 0 and (is_strong(parts[0][0]) or parts[0][0] in ASKING):
            return Reading(tuple(parts[0][:end]), nouns, ())
    if found is None:
        return Reading((), tuple(last), before)
    start, end = found
    inner = (tuple(last[:start]),) if start else ()
    return Reading(tuple(last[start:end]), tuple(last[end:]), (*before, *inner))


def _without_do(last: list[str]) -> list[str]:
    """Leaves out the first of `do search` and `login login`."""
    doubled = len(last) > 1 and last[0] == last[1] and is_strong(last[0])
    return (
        last[1:] if doubled or (len(last) > 1 and last[0] == "do" and last[1] in ASKING) else last
    )


def _without_django_verb(last: list[str], path: Path) -> list[str]:
    """Django adds the method's verb to an action of its own: `users_set_password_create`."""
    action = path.action
    extra = last[-1] in {"create", "retrieve", "list", "update", "destroy"}
    if action and is_strong(action[0]) and extra and tuple(last[-1 - len(action) : -1]) == action:
        return [*last[: -1 - len(action)], *action]
    return last


def _without_method(last: list[str], path: Path) -> list[str]:
    """Leaves out a method at the end where there is another verb."""
    if (
        len(last) > 1
        and last[-1] in METHODS
        and last[-1] == path.method.lower()
        and is_strong(last[0])
    ):
        return last[:-1]
    return last


def _find_verb(
    part: Sequence[str], facts: OperationFacts, path: Path, *, whole: bool
) -> tuple[int, int] | None:
    """Returns where the verb stands, from its first word to behind its last."""
    start = 0
    while _is_adverb(part, start):
        start += 1
    size = len(part)
    action = path.action
    if action and part[start] == action[0] and size > 1:
        return _joined(part, 0, start + 1)
    ends = size > 1 and part[0] in NOUNS_TOO and part[-1] in _PLAIN  # linkTokenCreate
    if (
        is_strong(part[start])
        and not ends
        and not (start + 1 < size and _names_thing(part[start : start + 2], path))
    ):
        return _joined(part, 0, start + 1)
    if action and size > len(action) and tuple(part[-len(action) :]) == action:
        return size - len(action), size if len(action) == 1 else size - len(action) + 1
    if part[-1] in METHODS and part[-1] == path.method.lower():
        return size - 1, size
    noun = part[-1] in NOUNS_TOO and is_verb(part[0])
    described = size > 1 and (part[-2] in JOINING or _names_thing(part[-2:], path))
    if is_strong(part[-1]) and not noun and not described:
        first = size - 2 if size > 1 and part[-2] in {*ADVERBS, "partial"} else size - 1
        return first, size
    if _weak(part, start, facts, path) or (size == 1 and not whole and is_verb(part[0])):
        return 0, start + 1
    for at in range(1, size - 1):
        inside = any(_names_thing(part[each : each + 2], path) for each in (at - 1, at))
        if is_strong(part[at]) and not inside:
            return _joined(part, at, at + 1)
    return (0, 1) if _summary_verb(part, facts) else None


def _is_adverb(part: Sequence[str], at: int) -> bool:
    """Whether a word belongs to the verb behind it; of `batch get batch jobs` the first is a module's name."""
    following = part[at + 1 :]
    return (
        part[at] in ADVERBS
        and bool(following)
        and is_verb(following[0])
        and part[at] not in following
    )


def _joined(part: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Takes a second verb along: `create or update`."""
    if end + 1 < len(part) and part[end] in {"or", "and"} and is_verb(part[end + 1]):
        return start, end + 2
    return start, end


def _weak(part: Sequence[str], at: int, facts: OperationFacts, path: Path) -> bool:
    word = part[at]
    if not is_verb(word) or (len(part) > at + 1 and _names_thing(part[at : at + 2], path)):
        return False
    if path.method == "GET" and word not in ASKING and path.last[:1] != (word,):
        return False
    if len(part) == 1:
        return path.last[:1] == (word,) and (bool(path.action) or word in ASKING)
    return True


def _names_thing(pair: Sequence[str], path: Path) -> bool:
    """Whether two words are together a thing of the path, and the verb among them is none: `price list`."""
    if any(contains(fixed, pair) for fixed in path.fixed if fixed != path.action):
        return True
    neighbours = zip(path.resources, path.resources[1:], strict=False)
    return any(
        owner.one and same_noun(owner.words[-1], pair[0]) and same_noun(owned.words[0], pair[1])
        for owner, owned in neighbours
    )


def _summary_verb(part: Sequence[str], facts: OperationFacts) -> bool:
    """Whether the summary begins with the first word as its verb: `defragment` in `Defragments a volume`."""
    first = words(facts.summary)[:1]
    if len(part) < 2 or not first or first[0] == part[1]:
        return False
    return (
        first[0] != part[0]
        and first[0] in {f"{part[0]}s", f"{part[0]}es"}
        and ascii_text(part[0]).isalpha()
    )
