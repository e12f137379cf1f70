"""The documentation site: how long it takes to build, how large it is, and how soon a search of it answers.

How the numbers are made:

- Builds are the command's own, `python -m generator site --no-cache`, timed from starting the interpreter to its end: of the
  checked-in definitions, and of the made-up catalogue.
- Sizes are those of the built folder and of its largest page, without what the page loads.
- A search is timed in Chromium, on the catalogue's site opened from files: from the input to the first result being laid
  out. The first one begins when the page has just been opened, and waits for the index; for the later ones it is there.
"""
