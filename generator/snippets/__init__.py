"""Code that shows a call: examples rendered to each language, shared by targets and tests."""
