"""Measurements against the budgets: `make bench`.

    make bench                                  everything
    make bench ARGS="clients --rounds 30"       the Python clients alone, with more rounds
    make bench ARGS="generation"                the generator alone
    make bench ARGS="onboarding"                from an OpenAPI document to a client, beside other generators
    make bench ARGS="lua"                       scripts, calls from Lua and the search alone
    make bench ARGS="site"                      the documentation site alone

Machines differ and are never quiet, so what counts are ratios between neighbours of one run, not seconds: each part says
how it gets them. Nothing here fails; a budget that is missed is a word in the table.
"""
