"""The stages for one integration, from its definition's bytes to its files. Importing this loads all libraries."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.check import check_integration
from generator.findings import Finding
from generator.format import format_files
from generator.load.integration import LoadedIntegration, load_integration
from generator.model.integration import Integration
from generator.pipeline.unit import Unit
from generator.render import render_integration
from generator.resolve import resolve
from generator.targets.base import summarize
from generator.targets.registry import Product


@dataclass(frozen=True, slots=True)
class Examined:
    """An integration that was looked at; `integration` is None when errors stand in the way of rendering it."""

    loaded: LoadedIntegration
    integration: Integration | None
    findings: tuple[Finding, ...]


def examine(root: str, name: str, files: Mapping[str, bytes]) -> Examined:
    """Returns one integration, loaded, resolved and checked."""
    loaded = load_integration(root, name, files)
    resolution = resolve(loaded)
    checked = check_integration(loaded, resolution.integration)
    findings = (*loaded.findings, *resolution.findings, *checked)
    failed = any(each.severity == "error" for each in findings)
    return Examined(loaded, None if failed else resolution.integration, findings)


def build(integration: Integration, product: Product = "generated") -> Unit:
    """Returns the files of one integration, rendered and formatted."""
    return Unit(summarize(integration), format_files(render_integration(integration, product)))
