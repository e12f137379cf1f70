"""`lua`: runs scripts, checks them, and reads them line by line at a prompt."""
