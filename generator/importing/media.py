"""Media types: what an answer or a body of a type carries."""

import re
from typing import Literal

Kind = Literal["json", "text", "binary", "stream"]

_JSON = re.compile(r"(application|text)/(json|.+\+json|\*)|\*/\*|application/.*json.*")
_TEXT = re.compile(r"text/.*|application/(xml|yaml|x-yaml|javascript|graphql|sdp|.+\+xml|.+\+yaml)")
_STREAM = "text/event-stream"


def is_json(media: str) -> bool:
    """Whether a media type is JSON, or anything."""
    return kind_of(media) == "json"


def kind_of(media: str) -> Kind:
    """Returns what a media type carries."""
    name = media.partition(";")[0].strip().lower()
    if name == _STREAM:
        return "stream"
    if _JSON.fullmatch(name) and name not in ("application/jsonl", "application/x-ndjson"):
        return "json"
    return "text" if _TEXT.fullmatch(name) else "binary"
