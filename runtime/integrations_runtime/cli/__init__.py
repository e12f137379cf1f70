"""The command line of users: the program `integrations`."""
