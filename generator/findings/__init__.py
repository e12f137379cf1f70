"""Findings: what is wrong with a definition, where, and what would be right. Findings and rules are data."""

from generator.findings.finding import Finding, Pointer, Report
from generator.findings.rule import Rule, Severity

__all__ = ["Finding", "Pointer", "Report", "Rule", "Severity"]
