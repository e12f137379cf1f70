"""Requests: from checked arguments to what is sent."""
