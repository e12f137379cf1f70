"""Putting a built site into place: in one step, and only where nothing else would be lost."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.site import disk
from generator.site.errors import SiteError
from generator.site.sizes import TABLE


def check_place(output: Path) -> None:
    """Raises SiteError where a folder holds something that is no site, which would be lost."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise SiteError(f"{output} is no folder. --output names the folder of the site.")
    if output.is_dir() and not (output / TABLE).is_file():
        stranger = next(iter(sorted(each.name for each in output.iterdir())), None)
        if stranger is not None:
            raise SiteError(
                f"{output} holds files that no site has, such as {stranger}, and would be replaced. "
                "Remove it, or name another folder with --output."
            )


def publish(site: Mapping[str, bytes], output: Path) -> bool:
    """Makes a folder hold a site, and returns whether it changed.

    The site is written beside the folder, and takes its place when it is complete: whatever fails, the old site stays.
    """
    check_place(output)
    if _is(output, site):
        return False
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _replace(output, site)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SiteError(f"{output}: {reason}. The site there is what it was.") from error
    return True


def _replace(output: Path, site: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory(
        prefix=f".{output.name}-", dir=output.parent, ignore_cleanup_errors=True
    ) as place:
        new, old = Path(place) / "new", Path(place) / "old"
        new.mkdir()
        disk.write_new(new, site)
        if not output.exists():
            new.replace(output)
            return
        output.replace(old)
        try:
            new.replace(output)
        except BaseException:
            old.replace(output)
            raise


def _is(output: Path, site: Mapping[str, bytes]) -> bool:
    """Whether a folder holds exactly this site."""
    return disk.paths(output) == set(site) and all(
        (output / path).stat().st_size == len(data) and (output / path).read_bytes() == data
        for path, data in site.items()
    )
