"""What all operations of the made-up document share: parameters, answers to errors, and types."""

from typing import Any, Final

from benchmarks.catalogue.values import Json


def reference(name: str) -> Json:
    """Returns a reference to a type."""
    return {"$ref": f"#/components/schemas/{name}"}


def text(description: str, **more: Any) -> Json:
    """Returns a string."""
    return {"type": "string", "description": description, **more}


def obj(description: str, always: list[str], **properties: Json) -> Json:
    """Returns an object; an empty `always` is not written, as OpenAPI 3.0 has it."""
    result: Json = {"type": "object", "description": description, "properties": properties}
    return {**result, "required": always} if always else result


def json_content(schema: Json) -> Json:
    """Returns the content of a body that is JSON."""
    return {"application/json": {"schema": schema}}


def _error(description: str) -> Json:
    return {"description": description, "content": json_content(reference("Error"))}


SECURITY: Final[Json] = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of the workspace."}
}

PARAMETERS: Final[Json] = {
    "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "Where to go on: `next_cursor` of the page before.",
        "schema": {"type": "string"},
    },
    "Limit": {
        "name": "limit",
        "in": "query",
        "description": "How many there are on a page at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    },
    "Language": {
        "name": "Accept-Language",
        "in": "header",
        "description": "The language of texts.",
        "schema": {"type": "string", "example": "en"},
    },
    "Trace": {
        "name": "X-Trace-Id",
        "in": "header",
        "description": "Found again in the vendor's log.",
        "schema": {"type": "string", "maxLength": 64},
    },
    "Workspace": {
        "name": "workspace_id",
        "in": "query",
        "description": "The workspace, where the token is for several.",
        "schema": {"type": "string", "format": "uuid"},
    },
}

RESPONSES: Final[Json] = {
    "BadRequest": _error("An argument is wrong."),
    "NotFound": _error("There is no such thing, or the caller may not see it."),
    "TooMany": _error("Too many calls within a minute."),
}

SCHEMAS: Final[dict[str, Json]] = {
    "Error": obj(
        "What went wrong.",
        ["code", "message"],
        code=text("A word for programs.", example="not_found"),
        message=text("A sentence for people."),
        fields={
            "type": "array",
            "description": "Which arguments are wrong.",
            "items": obj("One of them.", [], name=text("Its name."), reason=text("Why.")),
        },
    ),
    "Resource": obj(
        "What everything has.",
        ["id", "created_at"],
        id=text("Identifies it.", format="uuid", readOnly=True),
        created_at=text("When it was made.", format="date-time", readOnly=True),
        updated_at=text(
            "When it was last changed.", format="date-time", readOnly=True, nullable=True
        ),
        labels=reference("Labels"),
    ),
    "PageInfo": obj(
        "Where in the list a page stands.",
        ["has_more"],
        next_cursor=text("The cursor of the next page.", nullable=True),
        has_more={"type": "boolean", "description": "Whether another page follows."},
        total={"type": "integer", "format": "int64", "description": "How many there are."},
    ),
    "Labels": {
        "type": "object",
        "description": "Texts under names that the caller chooses.",
        "additionalProperties": {"type": "string"},
    },
    "Money": obj(
        "An amount in a currency.",
        ["amount", "currency"],
        amount={"type": "number", "format": "double", "description": "How much."},
        currency=text("The currency.", enum=["EUR", "GBP", "JPY", "USD"]),
    ),
    "Address": obj(
        "Where somebody lives, or something goes.",
        ["lines", "city"],
        lines={"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 4},
        city=text("The town.", example="Exampleton"),
        postcode=text("The code of the place.", pattern="^[0-9]{5}$", example="01234"),
        country=text("The country, in two letters.", minLength=2, maxLength=2, example="IS"),
    ),
    "Role": {
        "type": "string",
        "description": "What somebody may do.",
        "enum": ["viewer", "editor", "owner"],
    },
    "Person": obj(
        "Somebody with an account.",
        ["type", "id"],
        type=text("Always `person`.", enum=["person"]),
        id=text("Identifies the person.", format="uuid"),
        name=text("What others call the person."),
        email=text("Where mail goes.", format="email"),
        role=reference("Role"),
        address={"allOf": [reference("Address")], "nullable": True},
    ),
    "Team": obj(
        "Some people together.",
        ["type", "id"],
        type=text("Always `team`.", enum=["team"]),
        id=text("Identifies the team.", format="uuid"),
        title=text("What the team is called."),
        members={"type": "array", "items": reference("Person"), "description": "Who is in it."},
    ),
    "Owner": {
        "description": "Who is responsible.",
        "oneOf": [reference("Person"), reference("Team")],
        "discriminator": {
            "propertyName": "type",
            "mapping": {
                "person": "#/components/schemas/Person",
                "team": "#/components/schemas/Team",
            },
        },
    },
    "Condition": obj(
        "What one field has to be.",
        ["field", "is"],
        **{
            "field": text("The field's name."),
            "is": text("How it is compared.", enum=["equal", "above", "below", "set", "one_of"]),
            "value": {
                "description": "With what.",
                "oneOf": [
                    {"type": "string"},
                    {"type": "number"},
                    {"type": "boolean"},
                    {"type": "array", "items": {"type": "string"}},
                ],
            },
        },
    ),
    "Filter": {
        "description": "One condition, or several together.",
        "anyOf": [reference("Condition"), reference("AllOf"), reference("AnyOf")],
    },
    "AllOf": obj(
        "All have to be true.",
        ["all"],
        all={"type": "array", "items": reference("Filter"), "description": "The conditions."},
    ),
    "AnyOf": obj(
        "One has to be true.",
        ["any"],
        any={"type": "array", "items": reference("Filter"), "description": "The conditions."},
    ),
    "Attachment": obj(
        "A file beside something.",
        ["id", "name", "size"],
        id=text("Identifies the file.", format="uuid"),
        name=text("What it is called.", example="minutes.pdf"),
        size={"type": "integer", "format": "int64", "description": "How many bytes it has."},
        url=text("Where it can be read for an hour.", format="uri"),
    ),
    "Job": obj(
        "Work that goes on after the answer.",
        ["id", "state"],
        id=text("Identifies the work."),
        state=text("How far it is.", enum=["queued", "running", "done", "failed"]),
        done={"type": "integer", "description": "How many are done.", "minimum": 0},
        error={"allOf": [reference("Error")], "nullable": True},
    ),
}
