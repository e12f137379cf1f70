"""`models.py` and `params.py`: the named types of an integration, as classes.

datamodel-code-generator translates types to annotations, field by field, and is asked once about fields that are alike. It is given
neutral names only (`O0001`), because it renames silently what it finds troublesome, and its output is read as syntax, never as text: all
names, the order of the classes and the docstrings are decided here.
"""

from generator.targets.python.types.modules import type_files

__all__ = ["type_files"]
