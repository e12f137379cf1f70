"""The load stage: bytes become definitions, or findings."""
