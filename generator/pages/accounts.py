"""What a reader must set up: the credentials and settings of an account, and where they are read from."""

from collections.abc import Iterator

from generator.definition.integration import OAuth2Auth
from generator.languages import markdown
from generator.model.integration import Credential, Integration

_APPENDED = "A named account appends its name in capitals to every variable."
_SETTINGS = "Settings that it leaves out are the default account's"


def header(integration: Integration) -> tuple[str, ...]:
    """Returns the heads of the columns of `rows`, as inline markdown."""
    return (
        "Value",
        "Python argument",
        "Environment variable",
        f"Variable of account `{integration.example_accounts[0]}`",
        "Notes",
    )


def rows(integration: Integration) -> Iterator[tuple[str, ...]]:
    """Yields everything that an account may set: argument, variables, and where to find it, as cells of inline markdown."""
    account = integration.example_accounts[0]
    for each in _all(integration):
        yield _row(each.label, each.key, each.env, account, _notes(each))
    if integration.base_url is None:
        return
    notes = f"Default: {markdown.code(integration.base_url)}."
    yield _row("Base URL", "base_url", integration.base_url_env, account, notes)
    if isinstance(integration.auth, OAuth2Auth):
        notes = f"Default: {markdown.code(integration.auth.token_url)}. No argument."
        yield _row("Token URL", "", integration.token_url_env, account, notes)


def named(integration: Integration) -> str:
    """Returns what holds for named accounts, as sentences."""
    secrets = "; the default account's secrets it never uses" if integration.credentials else ""
    return f"{_APPENDED} {_SETTINGS}{secrets}."


def variable(name: str, account: str) -> str:
    """Returns the environment variable of a named account: `GROQ_API_KEY__WORK`."""
    return f"{name}__{account.upper()}"


def variables(integration: Integration, account: str | None = None) -> list[str]:
    """Returns the variables that an account cannot do without."""
    names = [each.env[0] for each in _all(integration) if each.required and each.default is None]
    return [variable(each, account) if account else each for each in names]


def exports(integration: Integration) -> list[str]:
    """Returns the lines that set the variables which the default account and a named one cannot do without, in a shell."""
    account = integration.example_accounts[0]
    names = variables(integration) + variables(integration, account)
    return [f'export {name}="…"' for name in names]


def configuration(integration: Integration) -> str:
    """Returns the same as tables of the configuration file, in TOML; empty where nothing must be set."""
    needed = [each.key for each in _all(integration) if each.required and each.default is None]
    if not needed:
        return ""
    values = "\n".join(f'{key} = "…"' for key in needed)
    names = ("default", integration.example_accounts[0])
    return "\n\n".join(f"[{integration.name}.{name}]\n{values}" for name in names)


def _all(integration: Integration) -> tuple[Credential, ...]:
    return integration.credentials + integration.settings


def _row(label: str, key: str, env: tuple[str, ...], account: str, notes: str) -> tuple[str, ...]:
    return (
        markdown.inline(label),
        markdown.code(key),
        " or ".join(map(markdown.code, env)),
        " or ".join(markdown.code(variable(each, account)) for each in env),
        notes,
    )


def _notes(value: Credential) -> str:
    sentences = ["Required." if value.required and value.default is None else "Optional."]
    if value.secret:
        sentences.append("Secret.")
    if value.default is not None:
        sentences.append(f"Default: {markdown.code(value.default)}.")
    if value.hint is not None:
        sentences.append(markdown.inline(value.hint))
    return " ".join(sentences)
