"""What scripts cost: `LuaHost` beside a bare VM of lupa, and calls from Lua beside the same calls from Python.

How the numbers are made:

- What a script costs is compared with lupa's own `LuaRuntime` in this process, without limits or a sandbox; each script gets
  a new one, as it does from the host.
- A call from Lua is compared with what the host makes of it, `client.call`, which returns plain data. The vendor is that of
  the Python clients' rows. What is added is the work of the script, its way through the pipe, and the values' way to Lua.
- One process (`worker`) has the host, the client and the VMs. They take turns, round by round, each round begins with
  another one, and there is no garbage collection meanwhile. A short thing is done many times, in batches, of which the fastest
  counts.
- Cold processes are timed from starting the interpreter to its end. They take turns, too.
- The search has made-up integrations, as many as a wide catalogue has. The first search reads them, and is beside
  reading the same files as JSON. Later searches are the median of several questions, some of them misspelt.
"""
