"""What can go wrong: the error classes that an integration's calls raise, and when."""

from generator.definition import NoAuth
from generator.languages import markdown
from generator.model.integration import Function, Integration
from generator.pages import facts
from generator.pages.wording import listed

_STATUSES = (
    ("BadRequest", "400", "The vendor does not understand the request."),
    ("AuthenticationFailed", "401", "The credentials are wrong or no longer valid."),
    ("PermissionRefused", "403", "The account may not do this."),
    ("NotFound", "404", "What the request names does not exist."),
    ("Conflict", "409", "The request contradicts what the vendor holds."),
    ("Unprocessable", "422", "The vendor understands the request and refuses a value."),
    ("RateLimited", "429", "Too many requests; `retry_after` says how long to wait."),
    ("ServerError", "5xx", "The vendor failed."),
)


HEADER = ("Error", "Status", "When")


def rows(integration: Integration) -> list[tuple[str, str, str]]:
    """Returns the errors that every function of the integration shares, as cells of inline markdown."""
    before = [
        (
            "ArgumentError",
            "",
            "An argument is missing, unknown, of the wrong type or outside its limits.",
        )
    ]
    if integration.unbound:
        before.append(("NoBinding", "", "The function has no HTTP binding."))
    if integration.unbound == len(integration.functions):
        return [(markdown.code(name), "—", text) for name, _, text in before]
    before.append(("OperationDenied", "", "The account's policy does not allow the call."))
    if not isinstance(integration.auth, NoAuth):
        before.insert(0, ("ConfigurationError", "", "The account has no credentials."))
    after = [
        ("TransportError", "", "No answer arrived; `TransportTimeout` when it took too long."),
        ("ResponseError", "2xx", "The answer is not what this page documents."),
    ]
    if any(_is_read_in_pieces(each) for each in integration.functions):
        text = "The answer broke off while it was read, or a piece of it is an error."
        after.append(("StreamError", "2xx", text))
    return [
        (markdown.code(name), status or "—", text)
        for name, status, text in (*before, *_STATUSES, *after)
    ]


def _is_read_in_pieces(function: Function) -> bool:
    return function.answers_bytes or function.streaming is not None


def notes(integration: Integration) -> str:
    """Returns where the vendor's answers to failed calls carry what, as a sentence; empty where nothing is known."""
    body = integration.errors
    if body is None:
        return ""
    places = [("message", body.message), ("code", body.code)]
    parts = [f"the {what} from {markdown.code(path)}" for what, path in places if path is not None]
    if body.request_id_header is not None:
        header = markdown.code(body.request_id_header)
        parts.append(f"the request's identifier from the header {header}")
    return f"From the vendor's answer, errors take {listed(parts)}." if parts else ""


def of_function(integration: Integration, function: Function) -> list[str]:
    """Returns what calls of one function in particular raise, as inline markdown; empty where nothing is particular."""
    lines = list[str]()
    required = [markdown.code(each.name) for each in function.required]
    if required:
        lines.append(f"`ArgumentError` when {listed(required, 'or')} is missing.")
    limits = [
        markdown.code(each.name)
        for each in function.parameters
        if facts.limited(each.type, integration.types)
    ]
    if limits:
        lines.append(f"`ArgumentError` when {listed(limits, 'or')} has a value outside its limits.")
    if function.http is None:
        return [
            *lines,
            "`NoBinding` in any other case: nothing can be called behind this function.",
        ]
    named = [markdown.code(each.name) for each in function.parameters if each.location == "path"]
    if named:
        lines.append(f"`NotFound` when nothing is known under {listed(named)}.")
    return lines
