"""The generator: from `definitions/` to everything under `generated/`. Build-time only, never imported by what it writes."""
