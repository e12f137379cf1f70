"""Writes a made-up OpenAPI document: `python -m benchmarks.document FILE`."""

import argparse
import sys
from pathlib import Path

from benchmarks.document import OPERATIONS, SEED, document


def main() -> int:
    """Writes the document and returns the exit status: 2 where the arguments cannot be met."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.document", description="Write a made-up OpenAPI document."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file")
    parser.add_argument("--operations", type=int, default=OPERATIONS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    options = parser.parse_args()
    try:
        data = document(options.operations, options.seed)
        with options.file.open("xb") as file:
            file.write(data)
    except FileExistsError:
        parser.error(f"{options.file} is there: give a new file.")
    except (ValueError, OSError) as error:
        parser.error(str(error))
    print(f"{options.operations} operations, {len(data):,} bytes, in {options.file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
