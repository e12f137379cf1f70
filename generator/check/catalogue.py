"""What integrations must not share."""

from collections.abc import Iterator, Sequence

from generator.check.rules import ENVIRONMENT, INTEGRATION_CLASH
from generator.definition import Credential, IntegrationDefinition, Setting
from generator.findings import Finding, Pointer, Report
from generator.load.integration import LoadedIntegration


def check_catalogue(integrations: Sequence[LoadedIntegration]) -> list[Finding]:
    """Returns findings about integrations that get into each other's way."""
    findings: list[Finding] = []
    claims: dict[str, str] = {}
    classes: dict[str, str] = {}
    for loaded in integrations:
        report = Report(loaded.definition_path)
        for variable, pointer in claimed(loaded):
            owner = claims.setdefault(variable, loaded.name)
            if owner != loaded.name:
                message = f"The variable {variable} belongs to '{owner}' already."
                report.add(ENVIRONMENT, message, *pointer)
        if loaded.definition is not None:
            name = (loaded.definition.class_name or "".join(loaded.definition.name.split())).lower()
            owner = classes.setdefault(name, loaded.name)
            if owner != loaded.name:
                at = "class_name" if loaded.definition.class_name else "name"
                report.add(
                    INTEGRATION_CLASH, f"The class would be called as that of '{owner}'.", at
                )
        findings.extend(report.findings)
    return findings


def claimed(loaded: LoadedIntegration) -> Iterator[tuple[str, Pointer]]:
    """Yields the environment variables that an integration reads for its default account, and who declares them."""
    prefix = loaded.name.upper()
    yield f"{prefix}_BASE_URL", ("name",)
    if loaded.definition is None:
        return
    for kind, position, each in account_values(loaded.definition):
        yield f"{prefix}_{each.key.upper()}", (kind, position, "key")
        for index, alias in enumerate(each.env):
            yield alias, (kind, position, "env", index)


def account_values(
    definition: IntegrationDefinition,
) -> Iterator[tuple[str, int, Credential | Setting]]:
    """Yields the credentials and settings of an account, each with its list and position."""
    for position, credential in enumerate(definition.credentials):
        yield "credentials", position, credential
    for position, setting in enumerate(definition.settings):
        yield "settings", position, setting
