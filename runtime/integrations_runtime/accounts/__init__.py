"""Accounts: where credentials, settings and policies come from."""
