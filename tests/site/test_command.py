"""`python -m generator site`, as people run it."""

import shutil
from pathlib import Path

import pytest

from tests.support.project import REPOSITORY, Project, copy_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the sources with one integration."""
    made = copy_project(tmp_path_factory.mktemp("project"), "frankfurter")
    shutil.copytree(REPOSITORY / "docs", made.folder / "docs")
    return made


def test_a_wrong_definition_is_told_as_other_commands_tell_it(
    project: Project, tmp_path: Path
) -> None:
    definitions = tmp_path / "definitions"
    (definitions / "acme").mkdir(parents=True)
    (definitions / "acme" / "integration.json").write_text("{")
    result = project.run("site", "--definitions", str(definitions))
    told = project.run("validate", "--definitions", str(definitions)).stdout.splitlines()
    assert result.returncode == 2
    assert result.stdout.splitlines() == [*told[:-1], f"{told[-1]} Nothing was built."]
    assert "Traceback" not in result.stderr
    assert not (project.folder / "site").exists()


def test_the_site_of_one_integration(project: Project) -> None:
    result = project.run("site", "--site-url", "https://example.com/docs")
    assert result.returncode == 0, result.stdout + result.stderr
    last = result.stdout.splitlines()[-1]
    assert last.startswith("site is new: ") and last.endswith(" MB. Sizes: site/sizes.json.")
    assert (project.folder / "site" / "frankfurter" / "index.html").is_file()
    assert "https://example.com/docs/frankfurter/index.html" in (
        project.folder / "site" / "sitemap.xml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            ("--site-url", "nowhere"),
            "generator: 'nowhere' is no address of a site. What is needed is like https://example.com/integrations/.\n",
        ),
        (
            ("--port", "0"),
            "error: argument --port: a whole number from 1 to 65535 is needed, not '0'\n",
        ),
    ],
)
def test_wrong_options(project: Project, option: tuple[str, str], message: str) -> None:
    result = project.run("site", *option)
    assert result.returncode == 2
    assert result.stderr.endswith(message)
