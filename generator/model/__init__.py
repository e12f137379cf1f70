"""The intermediate representation between definitions and targets."""
