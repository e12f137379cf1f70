"""What generation costs: of the checked-in definitions, and of made-up catalogues of 40, 400 and 4,100 functions.

How the numbers are made:

- Everything is the command itself, a whole process from starting the interpreter to its end, with its worker processes:
  their seconds of the processor count, and memory is what they have together at one time (on systems that do not tell, that
  of the largest).
- The reference of a cold run of the definitions is the model generator's own command on the types of one integration. That of
  everything that comes after a cold run is the cold run, and the cost of a function is beside the cost in the catalogue a
  tenth as large.
- What takes long is run once, the rest several times; the table shows the median.
"""
