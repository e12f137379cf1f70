"""The command `call`."""
