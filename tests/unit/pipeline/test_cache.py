"""What the cache holds never shows: not in files, not in findings, only in what is looked at again."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.catalogue import catalogue
from generator.load.tree import Tree
from generator.pipeline import Output, generate, validate
from generator.pipeline.cache import Cache
from generator.pipeline.workers import Task, make_all
from generator.targets.python.types import answers, translate
from generator.targets.python.types import generated as generator_of_models
from generator.targets.python.types.generated import Generated
from generator.targets.python.types.requests import Schema

INTEGRATIONS = dict(sorted(catalogue(4, 24, seed=3))[:3])
FIRST, SECOND, THIRD = INTEGRATIONS


def shown(output: Output) -> tuple[object, ...]:
    """Everything that a run yields, read."""
    return output.findings, dict(output.generated or {}), output.definitions, output.owners


def edited(name: str, **fields: object) -> Mapping[str, Mapping[str, bytes]]:
    """The integrations, one of which has other facts."""
    files = INTEGRATIONS[name]
    value = json.loads(files["integration.json"]) | fields
    return {
        **INTEGRATIONS,
        name: {**files, "integration.json": json.dumps(value, indent=1).encode()},
    }


class Runs:
    """Runs with one cache, and which integrations each looked at."""

    def __init__(self, folder: Path) -> None:
        self.cache = Cache(folder)

    def run(
        self, integrations: Mapping[str, Mapping[str, bytes]], root: str = "definitions"
    ) -> tuple[Output, list[str]]:
        looked_at: list[str] = []
        output = generate(
            Tree(root, integrations), cache=self.cache, progress=looked_at.append, made_by="tests"
        )
        return output, sorted(looked_at)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "cache")


def test_only_what_changed_is_looked_at_and_the_result_is_that_of_a_run_without_a_cache(
    runs: Runs,
) -> None:
    first, looked_at = runs.run(INTEGRATIONS)
    assert looked_at == [FIRST, SECOND, THIRD]
    assert shown(first) == shown(generate(Tree("definitions", INTEGRATIONS)))
    changed = edited(SECOND, summary="Another summary.")
    second, looked_at = runs.run(changed)
    assert looked_at == [SECOND]
    assert shown(second) == shown(generate(Tree("definitions", changed)))
    assert second.digests != first.digests
    fewer = {FIRST: INTEGRATIONS[FIRST]}
    third, looked_at = runs.run(fewer)
    assert looked_at == []
    assert shown(third) == shown(generate(Tree("definitions", fewer)))


def test_findings_come_from_the_cache_complete_in_order_and_under_the_folders_name(
    runs: Runs,
) -> None:
    first, other = (json.loads(INTEGRATIONS[name]["integration.json"]) for name in (FIRST, SECOND))
    broken = dict(edited(SECOND, class_name=first.get("class_name") or first["name"]))
    broken[THIRD] = {**INTEGRATIONS[THIRD], "types.json": b"{", "stray.txt": b""}
    assert other["name"] != first["name"]
    expected = validate(Tree("definitions", broken))
    assert {"INTEGRATION_CLASH", "JSON_SYNTAX", "FILE_UNEXPECTED"} <= {e.rule for e in expected}
    for root, looked_at in (
        ("definitions", [FIRST, SECOND, THIRD]),
        ("definitions", []),
        ("a\nb", []),
    ):
        output, found = runs.run(broken, root)
        assert (output.failed, found) == (True, looked_at)
        assert output.findings == validate(Tree(root, broken))
    assert [each.path.replace("a\\nb", "definitions") for each in output.findings] == [
        each.path for each in expected
    ]


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[1]\n", b"null\n"])
def test_a_damaged_entry_counts_as_missing(runs: Runs, damage: bytes) -> None:
    whole, _ = runs.run(INTEGRATIONS)
    expected = shown(whole)
    for entry in runs.cache.folder.iterdir():
        entry.write_bytes(damage)
    again, looked_at = runs.run(INTEGRATIONS)
    assert looked_at == [FIRST, SECOND, THIRD]
    assert shown(again) == expected


def test_an_entry_that_breaks_off_counts_as_missing(runs: Runs) -> None:
    runs.run(INTEGRATIONS)
    entry = next(runs.cache.folder.iterdir())
    entry.write_bytes(entry.read_bytes()[:-1])
    _, looked_at = runs.run(INTEGRATIONS)
    assert len(looked_at) == 1


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    output, _ = Runs(tmp_path / "cache").run({FIRST: INTEGRATIONS[FIRST]})
    assert shown(output) == shown(generate(Tree("definitions", {FIRST: INTEGRATIONS[FIRST]})))


def test_workers_make_what_one_process_makes(tmp_path: Path) -> None:
    many = dict(catalogue(12, 110, seed=7))
    assert sum(len(data) for files in many.values() for data in files.values()) > 250_000
    tasks = [
        Task(name, files, name, f"notes-{name}", None, Cache(tmp_path))
        for name, files in many.items()
    ]
    alone = {unit.name: unit for unit in make_all(tasks, 1)}
    together = {unit.name: unit for unit in make_all(tasks, 2)}
    assert sorted(together) == sorted(many)
    assert {n: (u.findings, u.claim) for n, u in together.items()} == {
        n: (u.findings, u.claim) for n, u in alone.items()
    }


def _as_a_new_process(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Forgets all answers of the model generator; returns a list of how much it is asked from now on."""
    asked: list[int] = []

    def generated(definitions: Schema, *, results: bool) -> Mapping[str, Generated]:
        asked.append(len(definitions))
        return real(definitions, results=results)

    real = generator_of_models.generated
    monkeypatch.setattr(answers, "ANSWERS", answers.Answers())
    monkeypatch.setattr(translate, "generated", generated)
    return asked


def test_the_model_generator_is_not_asked_again(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _as_a_new_process(monkeypatch)
    runs.run(INTEGRATIONS)
    assert asked
    asked = _as_a_new_process(monkeypatch)
    changed = edited(SECOND, summary="Another summary.")
    noted, _ = runs.run(changed)
    assert asked == []
    assert shown(noted) == shown(generate(Tree("definitions", changed)))


@pytest.mark.parametrize(
    "damage", ["", "{", "[1]", '{"a": 1}', '{"a": []}', '{"a": [1]}', '{"a": ["x ="]}', "\xff"]
)
def test_damaged_notes_are_no_notes(
    damage: str, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {FIRST: INTEGRATIONS[FIRST]}
    first, _ = runs.run(one)
    for entry in runs.cache.folder.iterdir():
        if entry.suffix == ".unit":
            entry.unlink()
        else:
            entry.write_bytes(damage.encode("latin-1"))
    asked = _as_a_new_process(monkeypatch)
    again, looked_at = runs.run(one)
    assert asked
    assert looked_at == [FIRST]
    assert shown(again) == shown(first)
