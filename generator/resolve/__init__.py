"""The resolve stage: definitions become the model, with references followed, names given and examples run."""

from generator.resolve.integration import Resolution, resolve

__all__ = ["Resolution", "resolve"]
