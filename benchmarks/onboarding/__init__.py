"""From an OpenAPI document to a client: ours beside other generators, on the same document.

    make bench ARGS=onboarding                             the made-up document
    make bench ARGS="onboarding path/to/document.json"     another one
    make bench ARGS="onboarding --operations 40 --types"   a smaller one, and the errors of pyright in strict mode

How the numbers are made:

- Every tool is its own command, a whole process from starting the interpreter to its end, with its defaults: all but
  datamodel-code-generator, which writes models only, make a client that is formatted. Tools take turns, round by round, and
  each round begins with another one; the table shows the medians. A round of more than two minutes is the only one.
- Seconds of the processor are those of all processes of a tool. Memory is what they have together at one time; on systems
  that do not tell, it is that of the largest.
- Ours is cold first: no definitions, no cache. Then the same two commands follow on the same document, with the cache.
- Operations that came out are counted in what was written: functions, modules of endpoints, or methods.
- An import is over the bare interpreter, in a process of its own, when Python has compiled it once. The client is what a
  program has to import before the first call. Models are all of them.
- What fails is in its row, with the first line that tells why.
"""
