"""Bodies as text."""

from collections.abc import Mapping


def as_text(content: bytes, headers: Mapping[str, str]) -> str:
    """`content` in the charset that the headers name, else as UTF-8; what does not fit becomes `�`."""
    charset = headers.get("content-type", "").partition("charset=")[2].partition(";")[0]
    try:
        return content.decode(charset.strip(" \"'") or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
