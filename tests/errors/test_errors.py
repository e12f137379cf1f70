"""Every rule has a folder with definitions that break it, and the exact findings; a missing or an extra one fails."""

from pathlib import Path

import pytest

from generator.check.registry import ALL_RULES
from generator.load.rules import FILE_UNREADABLE
from tests.support.findings import BASE, ERRORS, build, found
from tests.support.golden import golden

CASES = sorted(path for path in ERRORS.glob("[a-z]*/[a-z0-9]*") if path.is_dir())
ELSEWHERE = {FILE_UNREADABLE.id}
"""Rules about what a repository cannot hold; tests of their own are below."""


@pytest.mark.parametrize(
    "case", [pytest.param(each, id=f"{each.parent.name}-{each.name}") for each in CASES]
)
def test_findings_are_exactly_those_expected(case: Path, tmp_path: Path) -> None:
    build(case, tmp_path / "definitions")
    findings = found(tmp_path / "definitions")
    assert f": {case.parent.name.upper()}: " in findings
    golden(case / "expected.txt", findings)


def test_the_base_is_right(tmp_path: Path) -> None:
    assert found(BASE) == ""


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    folders = {path.name.upper() for path in ERRORS.glob("[a-z]*") if path.is_dir()}
    assert folders == {rule.id for rule in ALL_RULES} - ELSEWHERE


def test_rules_explain_themselves() -> None:
    assert len({rule.id for rule in ALL_RULES}) == len(ALL_RULES)
    for rule in ALL_RULES:
        assert (rule.purpose.endswith(".") and rule.purpose[0].isupper()) or rule.purpose[0] == "`"


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    build(BASE, tmp_path / "definitions")
    (tmp_path / "definitions" / "acme" / "types.json").unlink()
    (tmp_path / "definitions" / "acme" / "types.json").symlink_to("types.json")
    findings = found(tmp_path / "definitions")
    assert (
        "definitions/acme/types.json:1:1: error: FILE_UNREADABLE: The file cannot be read: "
        in findings
    )


def test_stray_files_beside_integrations_are_found(tmp_path: Path) -> None:
    build(BASE, tmp_path / "definitions")
    (tmp_path / "definitions" / "notes.txt").write_text("hello")
    assert found(tmp_path / "definitions") == (
        "definitions/notes.txt:1:1: error: FILE_UNEXPECTED: Beside the folders of integrations stands nothing else.\n"
    )
