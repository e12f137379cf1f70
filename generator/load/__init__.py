"""The load stage: bytes become definitions, or findings."""

from generator.load.integration import LoadedFunction, LoadedIntegration, load_integration
from generator.load.tree import Tree, read_tree

__all__ = ["LoadedFunction", "LoadedIntegration", "Tree", "load_integration", "read_tree"]
