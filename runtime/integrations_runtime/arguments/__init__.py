"""Arguments: the one validation of what callers pass, compiled from schemas."""
