"""From httpx's exceptions to the errors of the clients, which hold nothing of the request."""

import ssl
from typing import Final

import httpx

from ..errors import TransportError, TransportTimeout
from ..options import Timeouts
from .deadlines import explain

FAILURES: Final = (httpx.RequestError, httpx.InvalidURL, UnicodeError)
"""What httpx raises where there is no answer; UnicodeError comes from host names that cannot be looked up."""

_UNSENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    UnicodeError,
)
_FINAL: Final = (
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
    httpx.DecodingError,
    httpx.TooManyRedirects,
    UnicodeError,
)
_BAD_LOCATION: Final = (
    "Invalid URL in location header"  # httpx reads it even where it does not follow
)


def failure(error: Exception, method: str, timeouts: Timeouts) -> TransportError:
    """The transport error for `error`, from which everything is taken that could hold a credential."""
    untrusted = _is_untrusted(error)
    error.__cause__ = error.__context__ = None
    error.with_traceback(None)  # its frames hold the request
    if isinstance(error, httpx.RequestError):
        error.request = httpx.Request(method, "https://redacted.invalid")
    explained = _explain(error, timeouts)
    explained.request_sent = not isinstance(error, _UNSENT)
    final = untrusted or isinstance(error, _FINAL) or str(error).startswith(_BAD_LOCATION)
    explained.transient = not final
    return explained


def _is_untrusted(error: BaseException | None) -> bool:
    """Whether a certificate is what stands in the way."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _explain(error: Exception, timeouts: Timeouts) -> TransportError:
    text = f": {error}" if str(error) else ""
    match error:
        case UnicodeError():
            return TransportError("no connection: the name of the host cannot be looked up")
        case httpx.ConnectTimeout():
            return TransportTimeout(f"no connection{explain(timeouts, 'connect')}")
        case httpx.PoolTimeout():
            return TransportTimeout(f"no free connection{explain(timeouts, 'pool')}")
        case httpx.WriteTimeout():
            return TransportTimeout(f"the request could not be sent{explain(timeouts, 'write')}")
        case httpx.TimeoutException():
            return TransportTimeout(f"no answer{explain(timeouts, 'read')}")
        case httpx.ConnectError() | httpx.ProxyError():
            return TransportError(f"no connection{text}")
        case httpx.DecodingError():
            return TransportError(f"the answer could not be decompressed{text}")
        case httpx.RemoteProtocolError() if str(error).startswith(_BAD_LOCATION):
            return TransportError("the answer redirects to an unusable address")
        case _:
            return TransportError(f"the connection failed{text}")
