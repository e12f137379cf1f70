"""The hand-written half of the clients: what every generated client stands on.

Names are loaded when they are first used (PEP 562), so importing this package costs next to nothing and loads
neither an HTTP library nor pydantic.
"""

TYPE_CHECKING = (
    False  # type checkers take it for true; the module typing would double the cost of this import
)

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .accounts.config import InsecureFileWarning
    from .accounts.policy import PendingCall, Policy
    from .answers.downloads import AsyncDownload, Download
    from .answers.raw import RawResponse
    from .answers.streams import AsyncStream, Stream
    from .arguments.files import Upload
    from .async_client import AsyncClient
    from .client import Client
    from .errors import (
        ArgumentError,
        AuthenticationFailed,
        BadRequest,
        ConfigurationError,
        Conflict,
        IntegrationError,
        NoBinding,
        NotFound,
        OperationDenied,
        PermissionRefused,
        RateLimited,
        ResponseError,
        ServerError,
        StatusError,
        StreamError,
        TransportError,
        TransportTimeout,
        Unprocessable,
    )
    from .model import Model
    from .observers.log import LogObserver
    from .observers.observer import ObservedCall, ObservedRequest, ObservedResponse, Observer
    from .observers.opentelemetry import OpenTelemetryObserver
    from .omit import OMIT, Omit
    from .options import RequestOptions
    from .retries import RetryPolicy
    from .transport.seam import AsyncTransport, Request, Response, Transport

__all__ = [
    "OMIT",
    "ArgumentError",
    "AsyncClient",
    "AsyncDownload",
    "AsyncStream",
    "AsyncTransport",
    "AuthenticationFailed",
    "BadRequest",
    "Client",
    "ConfigurationError",
    "Conflict",
    "Download",
    "InsecureFileWarning",
    "IntegrationError",
    "LogObserver",
    "Model",
    "NoBinding",
    "NotFound",
    "ObservedCall",
    "ObservedRequest",
    "ObservedResponse",
    "Observer",
    "Omit",
    "OpenTelemetryObserver",
    "OperationDenied",
    "PendingCall",
    "PermissionRefused",
    "Policy",
    "RateLimited",
    "RawResponse",
    "Request",
    "RequestOptions",
    "Response",
    "ResponseError",
    "RetryPolicy",
    "ServerError",
    "StatusError",
    "Stream",
    "StreamError",
    "Transport",
    "TransportError",
    "TransportTimeout",
    "Unprocessable",
    "Upload",
    "__version__",
]

_HOMES = {
    "accounts.config": ("InsecureFileWarning",),
    "accounts.policy": ("PendingCall", "Policy"),
    "answers.downloads": ("AsyncDownload", "Download"),
    "answers.raw": ("RawResponse",),
    "answers.streams": ("AsyncStream", "Stream"),
    "arguments.files": ("Upload",),
    "async_client": ("AsyncClient",),
    "client": ("Client",),
    "model": ("Model",),
    "observers.log": ("LogObserver",),
    "observers.observer": ("ObservedCall", "ObservedRequest", "ObservedResponse", "Observer"),
    "observers.opentelemetry": ("OpenTelemetryObserver",),
    "omit": ("OMIT", "Omit"),
    "options": ("RequestOptions",),
    "retries": ("RetryPolicy",),
    "transport.seam": ("AsyncTransport", "Request", "Response", "Transport"),
}
_MODULES = dict.fromkeys(__all__, "errors") | {
    name: module for module, names in _HOMES.items() for name in names
}

if not TYPE_CHECKING:  # or type checkers would believe in every name
    from .lazy import lazily

    __getattr__, __dir__ = lazily(globals(), _MODULES)
