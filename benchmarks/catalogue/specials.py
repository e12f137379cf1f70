"""The functions that only some vendors have: files, streams, texts, and bodies of their own form."""

from collections.abc import Callable
from typing import Final

from benchmarks.catalogue.standard import path
from benchmarks.catalogue.values import Json
from benchmarks.catalogue.vendor import Vendor
from benchmarks.catalogue.vocabulary import an, plural, spoken

Special = Callable[[Vendor, str], tuple[str, Json]]


def _text(description: str, **more: object) -> Json:
    return {"type": "string", "description": description, **more}


def _body(properties: dict[str, Json], required: list[str]) -> Json:
    return {"type": "object", "properties": properties, "required": required}


def _call(
    title: str, summary: str, operation: str, method: str, where: str, *parameters: tuple[str, Json]
) -> Json:
    return {
        "title": title,
        "summary": summary,
        "operation": operation,
        "http": {"method": method, "path": where},
        "parameters": dict(parameters),
    }


def upload(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """A file, or several, that a vendor takes."""
    file: Json = {"type": "string", "format": "binary"}
    several: Json = {"type": "array", "items": file, "examples": [["a.pdf", "b.pdf"]]}
    one = file | {"examples": ["report.pdf"]}
    chosen = vendor.turns.next("files", (one, several)) | {"description": "What to upload."}
    result = _call(
        f"Upload {spoken(noun)} files",
        f"Upload a file to {an(spoken(noun))}.",
        "write",
        "POST",
        f"{path(noun)}/files",
        vendor.parameter("file", chosen, "form", required=True),
        vendor.parameter("purpose", _text("What for.", enum=["attachment", "import"]), "form"),
        vendor.parameter(
            "public", {"type": "boolean", "description": "Show it to everybody."}, "form"
        ),
    )
    result["http"]["request"] = "multipart"
    properties = {
        "id": _text("Identifies the file."),
        "bytes": {"type": "integer", "description": "The size."},
    }
    result["response"] = _body(properties, ["id"])
    return f"upload_{noun}_files", result


def download(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """A file that a vendor gives."""
    place, parameters = vendor.identifier(noun)
    title, summary = f"Download {an(spoken(noun))}", f"Download {an(spoken(noun))} as a file."
    result = _call(
        title, summary, "read", "GET", f"{path(noun)}/{place}/content", *parameters.items()
    )
    result["http"]["answer"] = "binary"
    return f"download_{noun}", result


def export(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """Text in place of JSON."""
    nouns = plural(noun)
    kind = _text("How columns are divided.", enum=["comma", "tab"], default="comma")
    result = _call(
        f"Export {spoken(nouns)}",
        f"Export all {spoken(nouns)} as a table of text.",
        "read",
        "GET",
        f"{path(noun)}/export",
        vendor.parameter("delimiter", kind, "query"),
    )
    result["http"]["answer"] = "text"
    result["response"] = {"type": "string", "examples": ["id,name\n1,Amber\n2,Cedar\n"]}
    return f"export_{nouns}", result


def exists(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """A question that is answered by a status."""
    place, parameters = vendor.identifier(noun)
    title, summary = f"Check {an(spoken(noun))}", f"Find out whether {an(spoken(noun))} exists."
    result = _call(title, summary, "read", "HEAD", f"{path(noun)}/{place}", *parameters.items())
    result["http"]["answer"] = "empty"
    return f"check_{noun}", result


def bulk(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """A body that is more than an object of the parameters."""
    nouns = plural(noun)
    rows: Json = {
        "type": "array",
        "items": {"type": "object", "additionalProperties": {"type": "string"}},
        "description": f"The {spoken(nouns)}, each with its fields.",
        "examples": [[{"name": "Amber"}, {"name": "Cedar"}]],
    }
    defaults = {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "For all.",
    }
    result = _call(
        f"Import {spoken(nouns)}",
        f"Import many {spoken(nouns)} at once.",
        "write",
        "POST",
        f"{path(noun)}/batch",
        vendor.parameter("rows", rows, "body", required=True),
        vendor.parameter("defaults", defaults, "body"),
        vendor.parameter("name", _text("What to call the import."), "body"),
    )
    result["http"] |= {"request": "json", "answer": "json"}
    result["body"] = {
        "batch": {
            "records": {"$each": "rows", "value": "row", "item": {"fields": {"$param": "row"}}},
            "defaults": {"$param": "defaults"},
        },
        "label": {"$param": "name"},
        "source": "api",
    }
    accepted = {"type": "integer", "description": "How many were taken."}
    result["response"] = _body(
        {"accepted": accepted, "id": _text("Identifies the import.")}, ["accepted"]
    )
    return f"import_{nouns}", result


def form(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """A form, as web pages send it."""
    result = _call(
        f"Submit {an(spoken(noun))} form",
        f"Submit what a visitor wrote about {an(spoken(noun))}.",
        "write",
        "POST",
        f"/forms/{noun.replace('_', '-')}",
        vendor.parameter("email", _text("Who wrote.", format="email"), "form", required=True),
        vendor.parameter("subject", _text("What about."), "form"),
        vendor.parameter("consent", {"type": "boolean", "description": "Mail is welcome."}, "form"),
    )
    result["http"]["request"] = "form"
    result["response"] = _body({"ticket": _text("Identifies the submission.")}, ["ticket"])
    return f"submit_{noun}_form", result


def query(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """Parameters that carry JSON inside text."""
    wanted: Json = {
        "type": "object",
        "properties": {
            "field": _text("What is compared."),
            "value": {
                "anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}],
                "description": "With what.",
            },
        },
        "required": ["field"],
    }
    texts = {"type": "array", "items": {"type": "string"}}
    condition = _text("What is wanted, as JSON.", examples=['{"field": "name", "value": "Amber"}'])
    columns = _text("The columns: a name, or a list.", examples=["name"])
    return f"query_{plural(noun)}", {
        **_call(
            f"Query {spoken(plural(noun))}",
            f"Read columns of {spoken(plural(noun))} that meet a condition.",
            "read",
            "POST",
            f"{path(noun)}/query",
            vendor.parameter(
                "condition", condition, "body", required=True, encoding="json", decoded=wanted
            ),
            vendor.parameter("columns", columns, "body", encoding="text_or_json", decoded=texts),
        ),
        "response": {"type": "array", "items": {"type": "object"}},
    }


def tool(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """A function that is described, and has no endpoint."""
    what: Json = {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "Which one."}
    depth: Json = {
        "type": "integer",
        "minimum": 1,
        "exclusiveMaximum": 5,
        "description": "How deep.",
    }
    return f"explain_{noun}", {
        "title": f"Explain {an(spoken(noun))}",
        "summary": f"Explain how {an(spoken(noun))} came to be what it is.",
        "operation": "read",
        "parameters": {
            "target": {**what, "required": True, "examples": ["amber-1"]},
            "depth": depth,
            "context": {"type": "any", "description": "What else is known."},
        },
        "response": {"type": "array", "items": _body({"step": _text("What happened.")}, ["step"])},
    }


def chat(vendor: Vendor, noun: str) -> tuple[str, Json]:
    """An answer that may come in pieces."""
    shapes = vendor.shapes
    block = shapes.common("Block")
    content: Json = {
        "description": "Text, or parts.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": block}],
    }
    role = _text("Who speaks.", enum=["assistant", "user"])
    turn = _body({"role": role, "content": content}, ["role", "content"])
    messages: Json = {
        "type": "array",
        "items": turn,
        "description": "What was said so far.",
        "minItems": 1,
    }
    messages["examples"] = [[{"role": "user", "content": "Which of them is late?"}]]
    heat: Json = {
        "type": "number",
        "minimum": 0,
        "maximum": 2,
        "default": 1,
        "description": "How free.",
    }
    switch: Json = {"type": "boolean", "default": False, "description": "Answer in pieces."}
    words = {"type": "integer", "description": "How many words it took."}
    piece = _body({"delta": _text("What follows."), "words": words}, [])
    return f"ask_about_{plural(noun)}", {
        **_call(
            f"Ask about {spoken(plural(noun))}",
            f"Let a model answer a question about your {spoken(plural(noun))}.",
            "write",
            "POST",
            f"{path(noun)}/ask",
            vendor.parameter("messages", messages, "body", required=True),
            vendor.parameter("temperature", heat, "body"),
            vendor.parameter("limits", _limits(), "body"),
            vendor.parameter("stream", switch, "body"),
        ),
        "retry_safe": True,
        "response": _body({"answer": _text("The answer."), "words": words}, ["answer"]),
        "streaming": {
            "parameter": "stream",
            "event": piece,
            "terminator": "[DONE]",
            "error": "error.message",
            "example": {
                "events": [{"delta": "Amber"}, {"delta": " is late."}, {"words": 3}],
                "show": [{"print": "{event.delta|}"}],
            },
        },
    }


def _limits() -> Json:
    words: Json = {"type": "integer", "minimum": 1, "description": "How many words are enough."}
    sources = {"type": "array", "items": {"type": "string"}, "description": "What may be read."}
    body = _body({"words": words, "sources": sources}, ["words"])
    return {**body, "description": "Where the answer ends, and what it rests on."}


SPECIALS: Final[tuple[Special, ...]] = (
    upload,
    chat,
    download,
    bulk,
    export,
    form,
    exists,
    query,
    tool,
)
