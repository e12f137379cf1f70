"""The stages in a row: definitions in, findings and files out, without touching the disk."""

from generator.pipeline.run import Output, generate, validate

__all__ = ["Output", "generate", "validate"]
