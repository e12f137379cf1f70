"""Prints the measurements as a table."""

from collections.abc import Iterator

from benchmarks import clients, generation


def _rows() -> Iterator[tuple[str, float, float]]:
    yield from generation.rows()
    yield from clients.rows()


def main() -> None:
    """Measures and prints, a line at a time."""
    print(f"{'what':<48} {'ours':>10} {'reference':>10} {'ratio':>7}")
    for name, ours, reference in _rows():
        print(
            f"{name:<48} {ours * 1000:>7.2f} ms {reference * 1000:>7.2f} ms {ours / reference:>6.2f}"
        )
    print(
        "Reference: datamodel-code-generator alone on one integration's types; httpx and pydantic by hand."
    )


if __name__ == "__main__":
    main()
