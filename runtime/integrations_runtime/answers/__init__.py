"""Answers: from a vendor's response to a result or an error."""
