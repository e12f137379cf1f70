"""Same input, same bytes: whatever the folder, the environment, the number of processes and what was built before."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.site.parts import MANY
from tests.support.project import snapshot
from tests.support.small_site import Small, messages, small_site

NAMES = [f"integration_{number}" for number in range(MANY + 1)]


def many(folder: Path, jobs: int) -> Small:
    """A site of so many integrations that several processes are worth it, with links from each page to the next one."""
    small = small_site(folder)
    small = replace(small, site=replace(small.site, jobs=jobs, url="https://example.com/docs/"))
    index = "".join(f"- [{name}]({name}/index.md)\n" for name in NAMES)
    small = small.having("source/catalogue.md", f"# Catalogue\n\n{index}")
    for name, following in zip(NAMES, [*NAMES[1:], NAMES[0]], strict=True):
        text = (
            f"# {name}\n\n[Next](../{following}/index.md#one)\n\n## One\n\n```lua\nprint(1)\n```\n"
        )
        small = small.having(f"source/{name}/index.md", text)
    return small


def site(small: Small) -> Mapping[str, bytes]:
    """The files of the site, built."""
    assert messages(small.build()) == []
    return snapshot(small.site.output)


def test_every_variant_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = site(many(tmp_path / "one", jobs=1))
    assert len([path for path in expected if path.endswith("index.html")]) == len(NAMES) + 2
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("FORCE_COLOR", "1")
    three = many(tmp_path / "another földer", jobs=3)
    assert site(three) == expected
    assert sorted(path.name for path in three.site.work.glob("part-*")) == [
        f"part-{number}-of-3" for number in (1, 2, 3)
    ]
    os.utime(three.site.work / "part-1-of-3" / "docs" / "index.md")
    assert site(replace(three, site=replace(three.site, output=tmp_path / "again"))) == expected
    anew = replace(three.site, output=tmp_path / "anew", anew=True)
    assert site(replace(three, site=anew)) == expected


def test_a_wrong_link_is_told_once_whichever_process_built_the_page(tmp_path: Path) -> None:
    small = many(tmp_path, jobs=2)
    small.write("docs/guides/lua.md", "# Lua\n\n[x](../../generated/docs/nope/index.md)\n")
    assert messages(small.build()) == [
        "docs/guides/lua.md:3:5: error: SITE_LINK: There is no 'nope/index.html' in the site, which this leads to."
    ]
