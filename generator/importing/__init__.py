"""Importing: a vendor's own description of its API becomes definitions."""
