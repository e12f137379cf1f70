"""What integrations must not share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.rules import ENVIRONMENT, INTEGRATION_CLASH
from generator.definition import Credential, IntegrationDefinition, Setting
from generator.findings import Finding, Pointer, Report
from generator.load.integration import LoadedIntegration


@dataclass(frozen=True, slots=True)
class Claim:
    """What an integration has for itself alone, with the places in its file that say so."""

    name: str
    path: str
    """The file."""
    variables: tuple[tuple[str, Pointer], ...]
    class_name: str | None
    """As it is compared with others; None where the file is wrong."""
    class_at: str = "name"


def claim(loaded: LoadedIntegration) -> Claim:
    """Returns what an integration claims."""
    definition, path, variables = loaded.definition, loaded.definition_path, tuple(claimed(loaded))
    if definition is None:
        return Claim(loaded.name, path, variables, None)
    if definition.class_name:
        return Claim(loaded.name, path, variables, definition.class_name.lower(), "class_name")
    return Claim(loaded.name, path, variables, "".join(definition.name.split()).lower())


def check_catalogue(claims: Sequence[Claim]) -> list[Finding]:
    """Returns findings about integrations that get into each other's way; `claims` are sorted by name."""
    findings: list[Finding] = []
    variables: dict[str, str] = {}
    classes: dict[str, str] = {}
    for each in claims:
        report = Report(each.path)
        for variable, pointer in each.variables:
            owner = variables.setdefault(variable, each.name)
            if owner != each.name:
                message = f"The variable {variable} belongs to '{owner}' already."
                report.add(ENVIRONMENT, message, *pointer)
        if each.class_name is not None:
            owner = classes.setdefault(each.class_name, each.name)
            if owner != each.name:
                message = f"The class would be called as that of '{owner}'."
                report.add(INTEGRATION_CLASH, message, each.class_at)
        findings.extend(report.findings)
    return findings


def claimed(loaded: LoadedIntegration) -> Iterator[tuple[str, Pointer]]:
    """Yields the environment variables that an integration reads for its default account, and who declares them."""
    prefix = loaded.name.upper()
    yield f"{prefix}_BASE_URL", ("name",)
    if loaded.definition is None:
        return
    if loaded.definition.auth.strategy == "oauth2":
        yield f"{prefix}_TOKEN_URL", ("auth",)
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
