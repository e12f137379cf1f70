"""Writes a made-up catalogue: `python -m benchmarks.catalogue FOLDER`."""

import argparse
import sys
from pathlib import Path

from benchmarks.catalogue import FUNCTIONS, INTEGRATIONS, SEED, write_catalogue


def main() -> int:
    """Writes the catalogue and returns the exit status: 2 where the arguments cannot be met."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.catalogue", description="Write a made-up catalogue."
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    parser.add_argument("--integrations", type=int, default=INTEGRATIONS, metavar="N")
    parser.add_argument(
        "--functions", type=int, default=FUNCTIONS, metavar="N", help="of all integrations together"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    options = parser.parse_args()
    if options.folder.is_dir() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty: give a new folder.")
    try:
        size = write_catalogue(
            options.folder, options.integrations, options.functions, options.seed
        )
    except (ValueError, OSError) as error:
        parser.error(str(error))
    print(
        f"{options.functions} functions of {options.integrations} integrations, {size:,} bytes, in {options.folder}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
