"""The kinds of output, a package each."""
