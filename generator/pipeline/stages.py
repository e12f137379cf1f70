"""The stages for one integration, from its definition's bytes to its files. Importing this loads all libraries."""

from collections.abc import Mapping

from generator.check import check_integration, claim
from generator.format import format_files
from generator.load.integration import load_integration
from generator.load.locate import locate
from generator.load.tree import Tree
from generator.pipeline.unit import Unit, fingerprint
from generator.render import render_integration
from generator.resolve import resolve
from generator.targets.base import summarize
from generator.targets.registry import Product


def make(name: str, files: Mapping[str, bytes], product: Product | None) -> Unit:
    """Returns one integration, loaded, resolved and checked; with a product and without errors, rendered and formatted."""
    loaded = load_integration("", name, files)
    resolution = resolve(loaded)
    checked = check_integration(loaded, resolution.integration)
    found = (*loaded.findings, *resolution.findings, *checked)
    findings = locate(found, Tree("", {name: files}))
    integration = resolution.integration
    if integration is None or product is None or any(each.severity == "error" for each in found):
        return Unit(name, findings, claim(loaded), None, {}, {})
    made = format_files(render_integration(integration, product))
    digests = {path: fingerprint(data) for path, data in made.items()}
    return Unit(name, findings, claim(loaded), summarize(integration), made, digests)
