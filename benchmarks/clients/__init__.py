"""What the Python clients cost, beside code written by hand with httpx and pydantic, and beside the vendors' own SDKs.

How the numbers are made:

- One vendor, on loopback in a process of its own (`server`), answers everyone with the same bytes over kept connections:
  20 models, a chat answer, or 1,000 events, each in a chunk of its own as language models send them.
- Each kind of code lives in a process of its own (`worker`), so that none pays for what another one has imported. All run in
  the interpreter that runs this; the SDKs take part where they are installed in it.
- Workers take turns: in each round every kind is measured once, for about a twentieth of a second after an untimed call,
  without garbage collection, and each round begins with another kind. Short calls are timed in five batches, of which the
  fastest counts, and in three times as many rounds. A ratio compares two measurements of the same round; the table shows
  the median of the rounds' ratios. Imports, first clients and first calls are whole processes, in turns too.
- Before anything is timed, each worker shows that it reads the answers: the text, the number of models and events.

The code by hand (`by_hand`) is what a good developer writes, not the least that works: one client with its defaults and a
time limit, `raise_for_status`, a model with the documented fields for each answer. It checks no arguments and repeats
nothing; ours does both.

The environment has keys for two accounts and an empty configuration file, and none of the developer's own settings.
"""
