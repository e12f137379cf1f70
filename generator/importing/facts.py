"""What names are made from: the facts about an operation that a document states."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """An operation, as far as its name depends on it.

    `key` tells operations of a document apart, such as `GET /files/{file_id}`; `function_names` answers under it. `tags`
    stand in the document's order. Absent texts are empty.
    """

    key: str
    method: str
    """In capitals: `GET`."""
    path: str
    """With its placeholders: `/v1/files/{file_id}`."""
    operation_id: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
