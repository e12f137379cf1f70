"""What the last run saw: where nothing on disk looks different, the next one need not read it.

A file that shows the same mark (size, times, inode) holds the same content. A mark is remembered only where a later change
of the file cannot leave it as it is; files without one are read and compared by digest. Nothing here is trusted more than
that: what does not agree is found out anew.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.load.folder import Folder, settled
from generator.load.locate import Located
from generator.pipeline.run import Output, content
from generator.pipeline.tools import Tools, digest, tools
from generator.pipeline.unit import fingerprint
from generator.write.compare import Listing, list_root, look_up
from generator.write.roots import Mark

_ENDING = ".memory"
_NONE: Mark = (-1, -1, -1, -1)

Seen = dict[str, tuple[str, Mark]]
"""For each file its digest, and the mark that says that it still holds that; `_NONE` where no mark does."""


@dataclass(slots=True)
class Memory:
    """What was seen of the definitions in one folder and of the files in another."""

    file: Path
    definitions: Path
    output: Path
    tools: Tools
    key: str = ""
    """Names the definitions and tools for which the rest holds; empty where nothing is known."""
    sources: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """For each integration the mark of its folder, and what its content is called."""
    findings: tuple[Located, ...] = ()
    generated: Seen = field(default_factory=dict[str, tuple[str, Mark]])
    reference: Seen = field(default_factory=dict[str, tuple[str, Mark]])
    """What is written into the folder of definitions."""

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self.generated) + len(self.reference)

    def known(self, folder: Folder) -> dict[str, str]:
        """Returns what the contents of those integrations are called that look as they did."""
        return {
            name: self.sources[name][1]
            for name, source in folder.sources.items()
            if source.settled and self.sources.get(name, ("",))[0] == source.mark
        }

    def still_holds(self, folder: Folder) -> bool:
        """Whether definitions and files are what they were; where that takes reading, it need not be read again."""
        if not self.key or any((folder.findings, *(s.findings for s in folder.sources.values()))):
            return False
        contents = self.known(folder)
        for name in folder.sources.keys() - contents.keys():
            files, findings = folder.sources[name].read()
            if findings:
                return False
            contents[name] = content(files)
        if self.key != _key(folder.root, self.tools, contents):
            return False
        listings = self._listings()
        before = self.sources, self.generated, self.reference
        found = [
            _confirmed(place, seen, listing)
            for place, seen, listing in zip(
                (self.output, self.definitions), before[1:], listings, strict=True
            )
        ]
        if found[0] is None or found[1] is None:
            return False
        self.sources = _sources(folder, contents)
        self.generated, self.reference = found[0], found[1]
        if (self.sources, self.generated, self.reference) != before:
            self.save()
        return True

    def intact(self, output: Output) -> Mapping[str, Mark]:
        """Returns the marks under which generated files hold what a run yielded."""
        return {
            path: mark
            for path, (known, mark) in self.generated.items()
            if output.digests.get(path) == known
        }

    def remember(
        self, folder: Folder, output: Output, compared: int, written: Mapping[Path, Mark]
    ) -> None:
        """Stores that the disk holds what a run yielded: compared after some time, or written under the given marks."""
        generated, reference = self._listings({*(output.definitions or {})})
        texts = {path: fingerprint(data) for path, data in (output.definitions or {}).items()}
        self.generated = _seen(
            output.digests, generated, self.generated, _below(self.output, written), compared
        )
        self.reference = _seen(
            texts, reference, self.reference, _below(self.definitions, written), compared
        )
        self.sources = _sources(folder, output.contents)
        self.findings = output.findings
        self.key = _key(folder.root, self.tools, output.contents)
        self.save()

    def save(self) -> None:
        """Writes it down; a folder that cannot be written is no reason to fail."""
        value = {
            "tools": asdict(self.tools),
            "key": self.key,
            "sources": self.sources,
            "findings": [asdict(each) for each in self.findings],
            "generated": self.generated,
            "reference": self.reference,
        }
        draft = self.file.with_suffix(f".{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(value), encoding="utf-8")
            draft.replace(self.file)

    def _listings(self, reference: "set[str] | None" = None) -> tuple[Listing, Listing]:
        texts = reference if reference is not None else set(self.reference)
        return list_root(self.output), look_up(self.definitions, texts)


def recall(cache: Path, definitions: Path, output: Path) -> Memory:
    """Returns what is remembered of two folders, with the tools as they are now."""
    places = [str(place.resolve()) for place in (definitions, output)]
    file = cache / f"{digest({}, 'memory', *places)}{_ENDING}"
    try:
        value: dict[str, Any] = json.loads(file.read_bytes())
        known = Tools(**value["tools"])
        memory = Memory(
            file,
            definitions,
            output,
            known,
            value["key"],
            {name: (mark, called) for name, (mark, called) in value["sources"].items()},
            tuple(Located(**each) for each in value["findings"]),
            _loaded(value["generated"]),
            _loaded(value["reference"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory(file, definitions, output, tools())
    memory.tools = tools(known)
    return memory


def _loaded(value: Mapping[str, Any]) -> Seen:
    return {path: (known, tuple(mark)) for path, (known, mark) in value.items()}


def _key(root: str, made_by: Tools, contents: Mapping[str, str]) -> str:
    named = (part for name in sorted(contents) for part in (name, contents[name]))
    return digest({}, "run", made_by.digest, root, *named)


def _sources(folder: Folder, contents: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {
        name: (source.mark, contents[name])
        for name, source in folder.sources.items()
        if source.settled and name in contents
    }


def _newest(mark: Mark) -> int:
    return max(mark[1], mark[2])


def _confirmed(place: Path, seen: Seen, listing: Listing) -> Seen | None:
    """Returns what is seen of files that still hold what they held, or None where some do not, or others are there."""
    if listing.hollow or listing.notes or listing.marks.keys() != seen.keys():
        return None
    found: Seen = {}
    for path, (known, mark) in seen.items():
        now = listing.marks[path]
        if now != mark:
            try:
                data = (place / path).read_bytes()
            except OSError:
                return None
            if fingerprint(data) != known:
                return None
        found[path] = known, now if now == mark or settled(_newest(now), listing.at) else _NONE
    return found


def _seen(
    wanted: Mapping[str, str],
    listing: Listing,
    before: Seen,
    written: Mapping[str, Mark],
    compared: int,
) -> Seen:
    """Returns what is seen of files that are what they should be, as far as their marks can say so."""
    found: Seen = {}
    for path, known in wanted.items():
        mark = listing.marks.get(path, _NONE)
        same = before.get(path) == (known, mark) or _moved(written.get(path, _NONE), mark)
        found[path] = known, mark if same or settled(_newest(mark), compared) else _NONE
    return found


def _moved(written: Mark, now: Mark) -> bool:
    """Whether a file is one that was written under another name: that changes when its status changed, and nothing else."""
    return written != _NONE and (written[0], written[1], written[3]) == (now[0], now[1], now[3])


def _below(place: Path, written: Mapping[Path, Mark]) -> Mapping[str, Mark]:
    prefix = f"{place}/"
    return {
        each.removeprefix(prefix): mark
        for each, mark in ((path.as_posix(), mark) for path, mark in written.items())
        if each.startswith(prefix)
    }
