"""Names that the runtime does not have. Each line that checkers must refuse names their rules: mypy's, then pyright's."""

import integrations_runtime
import integrations_runtime.testing as vendors

integrations_runtime.RateLimted()  # wrong: attr-defined, reportAttributeAccessIssue
vendors.MokVendor("groq")  # wrong: attr-defined, reportAttributeAccessIssue
