"""What the runtime is told of an integration: the data in `functions.py`, in the form of `integrations_runtime.spec`."""

from collections.abc import Mapping
from typing import Any

from generator.definition import ErrorBody, Http, Paging
from generator.model.integration import Credential, Function, Integration, Parameter
from generator.model.types import ABSENT
from generator.snippets.schemas import SchemaWriter
from generator.targets.python.naming import event_name, result_name

Spec = dict[str, Any]

_schema = SchemaWriter().schema


def function_spec(integration: Integration, function: Function) -> Spec:
    """Returns the `FunctionSpec` of a function.

    The schema of the result is left out: its model checks the same, and faster.
    """
    return {
        "operation": function.operation,
        "parameters": {each.name: _parameter(each) for each in function.parameters},
        **({"http": _http(function.http)} if function.http is not None else {}),
        **({"body": function.body} if function.body is not ABSENT else {}),
        **_given(shape=function.shape, model=result_name(integration, function)),
        **({"paging": _paging(function.pagination)} if function.pagination is not None else {}),
        **_streaming(integration, function),
        **({"destructive": True} if function.destructive else {}),
        **({"retry_safe": True} if function.retry_safe else {}),
        **_given(idempotency_header=function.idempotency, deprecated=function.deprecated),
    }


def integration_spec(integration: Integration) -> Spec:
    """Returns the `IntegrationSpec` of an integration, without `functions`."""
    return {
        "name": integration.name,
        "title": integration.title,
        **_given(base_url=integration.base_url),
        "base_url_env": list(integration.base_url_env),
        "auth": _auth(integration),
        "credentials": [_credential(each) for each in integration.credentials],
        "settings": [_setting(each) for each in integration.settings],
        **({"headers": dict(integration.headers)} if integration.headers else {}),
        **_errors(integration.errors),
        "models": f"integrations.{integration.name}.models",
        "types": {
            name: _schema(named.body) for name, named in integration.types.items() if named.input
        },
    }


def _auth(integration: Integration) -> Any:
    """Returns the `AuthSpec` of an integration."""
    auth = integration.auth.model_dump(mode="json", exclude_none=True)
    if integration.token_url_env:
        auth["token_url_env"] = list(integration.token_url_env)
    return _plain(auth)


def _parameter(parameter: Parameter) -> Spec:
    name = parameter.name
    return {
        "schema": _schema(parameter.type),
        **_given(location=parameter.location),
        **({"required": True} if parameter.required else {}),
        **({"wire_name": parameter.wire_name} if parameter.wire_name != name else {}),
        **({"query_style": parameter.query_style} if parameter.query_style != "repeat" else {}),
        **_given(deprecated=parameter.deprecated),
    }


def _http(http: Http) -> Spec:
    spec = _plain(http.model_dump(mode="json", exclude_none=True))
    if http.answer == "json":
        del spec["answer"]
    return spec


def _paging(paging: Paging) -> Spec:
    spec = _plain(paging.model_dump(mode="json", exclude_none=True))
    if not paging.collect:
        del spec["collect"]
    return {"style": spec.pop("style"), **spec}


def _streaming(integration: Integration, function: Function) -> Spec:
    streaming = function.streaming
    if streaming is None:
        return {}
    event = event_name(integration, function)
    given = _given(event=event, terminator=streaming.terminator, error=streaming.error)
    return {"streaming": {"parameter": streaming.parameter, **given}}


def _credential(credential: Credential) -> Spec:
    return {
        "key": credential.key,
        "env": list(credential.env),
        **({} if credential.required else {"required": False}),
        **({} if credential.secret else {"secret": False}),
    }


def _setting(setting: Credential) -> Spec:
    return {
        "key": setting.key,
        "env": list(setting.env),
        **_given(default=setting.default, pattern=setting.pattern),
    }


def _errors(errors: ErrorBody | None) -> Spec:
    plain = _plain(errors.model_dump(mode="json", exclude_none=True)) if errors is not None else {}
    return {"errors": plain} if plain else {}


def _plain(values: Mapping[str, Any]) -> Spec:
    """Returns what is worth saying: no empty lists."""
    return {key: value for key, value in values.items() if value != []}


def _given(**values: Any) -> Spec:
    return {key: value for key, value in values.items() if value is not None}
