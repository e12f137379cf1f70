"""Credentials kept out of what the HTTP library logs: httpx writes the URL of each request, and hpack all headers."""

import logging
from typing import Final

from ..redaction import redact_all

_LOGGERS: Final = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
    "hpack.hpack",
    "hpack.table",
)  # each one, because the filters of a logger do not see what its children log


class _Redacting(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        shown = redact_all(text)
        if shown != text:
            record.msg, record.args = shown, None
        return True


def keep_credentials_out_of_logs() -> None:
    """Has the loggers of the HTTP library black out the credentials of every client of this process."""
    redacting = _Redacting()
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(redacting)
