"""Imports lists of tools: the answer of an MCP server to `tools/list`, or the tools that are given to a language model."""
