"""One integration: what was loaded becomes the model that all targets read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.definition import (
    Credential as CredentialDefinition,
)
from generator.definition import (
    FunctionDefinition,
    IntegrationDefinition,
    Setting,
)
from generator.definition import Parameter as ParameterDefinition
from generator.definition.example import Block as BlockDefinition
from generator.definition.schema import SchemaFields
from generator.findings import Finding, Report
from generator.findings.words import kind
from generator.load.integration import LoadedFunction, LoadedIntegration
from generator.model.integration import (
    Block,
    Credential,
    Function,
    Integration,
    Parameter,
    Section,
    Term,
)
from generator.model.types import (
    ABSENT,
    ArrayType,
    EncodedType,
    IntegerType,
    NamedType,
    StringType,
    Type,
    without_null,
)
from generator.resolve.examples import ExampleResolver, Signature
from generator.resolve.groups import members
from generator.resolve.items import item_type
from generator.resolve.naming import pascal
from generator.resolve.rules import CLASS_NAME
from generator.resolve.streams import resolve_streaming
from generator.resolve.types import Place, TypeResolver, deprecation_sentence, reached


@dataclass(frozen=True, slots=True)
class Resolution:
    """An integration, None where findings made it impossible."""

    integration: Integration | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Typed:
    """A function whose types are resolved."""

    loaded: LoadedFunction
    report: Report
    parameters: tuple[Parameter, ...]
    response: Type | None
    result: Type | None
    event: Type | None


def resolve(loaded: LoadedIntegration) -> Resolution:
    """Returns the integration, with findings about references, names and examples.

    Functions that could not be loaded are passed over, so that the others are still looked at.
    """
    if loaded.definition is None or loaded.types is None:
        return Resolution(None, ())
    resolver = TypeResolver(loaded.types)
    own = Report(loaded.definition_path)
    shared = Report(loaded.types_path)
    resolver.resolve_shared(shared)
    if shared.findings:
        return Resolution(None, tuple(shared.findings))
    listed = [name for name in loaded.definition.functions if name in loaded.functions]
    order = dict.fromkeys((*listed, *loaded.functions))
    typed = [_typed(resolver, loaded.functions[name]) for name in order]
    types = _marked(resolver.types, typed)
    called = members({each.loaded.name: each.loaded.definition.group for each in typed})
    functions = [_function(loaded.name, types, each, called[each.loaded.name]) for each in typed]
    class_name = _class_name(loaded.definition, own)
    findings = [*own.findings, *(found for each in typed for found in each.report.findings)]
    complete = tuple(each for each in functions if each is not None)
    if findings or not functions or len(complete) < len(functions):
        return Resolution(None, tuple(findings))
    return Resolution(_integration(loaded, loaded.definition, class_name, complete, types), ())


def _class_name(definition: IntegrationDefinition, report: Report) -> str:
    name = definition.class_name or "".join(
        word if word[0].isupper() else word.capitalize() for word in definition.name.split()
    )
    if not name.isidentifier() or not name.isascii():
        message = (
            f"'{definition.name}' makes no class name. Give 'class_name', such as 'OpenWeather'."
        )
        report.add(CLASS_NAME, message, "name")
    return name


def _typed(resolver: TypeResolver, loaded: LoadedFunction) -> _Typed:
    definition = loaded.definition
    report = Report(loaded.path)
    name = pascal(loaded.name)
    root = Place(report, (), name)
    parameters = tuple(
        _parameter(resolver, root, key, each, definition)
        for key, each in definition.parameters.items()
    )
    answer = "Response" if definition.result is not None else "Result"
    response = (
        resolver.resolve(definition.response, root.inside("response", name=name + answer))
        if definition.response
        else None
    )
    result = (
        resolver.resolve(definition.result, root.inside("result", name=f"{name}Result"))
        if definition.result
        else response
    )
    event = (
        resolver.resolve(
            definition.streaming.event, root.inside("streaming", "event", name=f"{name}Event")
        )
        if definition.streaming
        else None
    )
    return _Typed(loaded, report, parameters, response, result, event)


def _parameter(
    resolver: TypeResolver,
    root: Place,
    name: str,
    definition: ParameterDefinition,
    function: FunctionDefinition,
) -> Parameter:
    place = root.inside("parameters", name, name=root.name + pascal(name))
    if definition.schema_ is not None:
        type_ = resolver.resolve(definition.schema_, place.inside("schema"))
    else:
        type_ = resolver.resolve(definition, place)
    if definition.encoding is not None:
        inner = definition.decoded
        decoded = resolver.resolve(inner, place.inside("decoded")) if inner else None
        text = type_ if isinstance(type_, StringType) else StringType()
        type_ = EncodedType(definition.encoding, decoded, text)
    streaming = function.streaming
    return Parameter(
        name=name,
        type=type_,
        required=definition.required,
        description=definition.description or "",
        location=definition.location,
        wire_name=definition.wire_name or name,
        documented_type=_documented(resolver, definition, type_),
        default=definition.default if "default" in definition.model_fields_set else ABSENT,
        examples=definition.examples or (),
        query_style=definition.query_style or "repeat",
        deprecated=deprecation_sentence(f"`{name}`", definition.deprecated),
        streaming_switch=streaming is not None and streaming.parameter == name,
        is_file=_is_file(definition, function, type_),
    )


def _is_file(definition: ParameterDefinition, function: FunctionDefinition, type_: Type) -> bool:
    http = function.http
    if http is not None and (definition.location != "form" or http.request != "multipart"):
        return False
    plain = without_null(type_)
    each = plain.items if isinstance(plain, ArrayType) else plain
    return isinstance(each, StringType) and each.format == "binary"


def _documented(resolver: TypeResolver, definition: ParameterDefinition, type_: Type) -> str:
    """Returns the JSON type that pages show, behind references and unions; `file` has none."""
    if isinstance(plain := without_null(type_), StringType) and plain.format == "binary":
        return "file"
    schema: SchemaFields = definition.schema_ or definition
    for _ in range(len(resolver.shared) + 1):
        if schema.ref is None:
            break
        schema = resolver.shared.get(schema.ref.removeprefix("#/types/"), schema)
    if schema.any_of is not None:
        kinds = {each.type for each in schema.any_of}
        return str(kinds.pop()) if len(kinds) == 1 and None not in kinds else "any"
    if schema.const is not None:
        return kind(schema.const).split()[-1]
    return schema.type or "any"


def _marked(types: dict[str, NamedType], functions: list[_Typed]) -> dict[str, NamedType]:
    """Returns the types, sorted, each with where it is used."""

    def roots(*kinds: str) -> Iterator[Type]:
        for each in functions:
            for name in kinds:
                found: Type | None = getattr(each, name)
                if found is not None:
                    yield found

    inputs = reached(types, (each.type for function in functions for each in function.parameters))
    outputs = reached(types, roots("response", "result", "event"))
    results = reached(types, roots("result", "event"))
    return {
        name: replace(
            types[name], input=name in inputs, output=name in outputs, result=name in results
        )
        for name in sorted(types)
    }


def _function(
    integration: str, types: dict[str, NamedType], typed: _Typed, member: str
) -> Function | None:
    definition, name = typed.loaded.definition, typed.loaded.name
    full_name = f"{integration}_{name}"
    signature = Signature(
        name,
        full_name,
        typed.parameters,
        typed.response,
        definition.shape,
        typed.result,
        bound=definition.http is not None,
    )
    half_shaped = (definition.shape is None) != (definition.result is None)
    if half_shaped or typed.report.findings:
        return None  # what examples mean is not known
    resolver = ExampleResolver(integration, types)
    examples = resolver.written(signature, definition.examples, typed.report)
    streaming = (
        resolve_streaming(
            integration,
            types,
            definition.streaming,
            typed.event,
            typed.report,
            bound=definition.http is not None,
        )
        if definition.streaming is not None and typed.event is not None
        else None
    )
    if not examples:
        return None
    derived = resolver.derived(signature, examples[0], typed.report)
    return Function(
        name=name,
        full_name=full_name,
        title=definition.title,
        summary=definition.summary,
        description=definition.description,
        operation=definition.operation,
        destructive=definition.destructive,
        retry_safe=definition.retry_safe,
        idempotency=definition.idempotency,
        group=definition.group,
        member=member,
        deprecated=deprecation_sentence(f"`{name}`", definition.deprecated),
        http=definition.http,
        parameters=typed.parameters,
        body=definition.body if "body" in definition.model_fields_set else ABSENT,
        response=typed.response,
        shape=definition.shape,
        result=typed.result,
        pagination=definition.pagination,
        item=item_type(types, definition, typed.result),
        streaming=streaming,
        vendor=definition.vendor,
        sections=tuple(
            Section(each.title, tuple(_block(types, block) for block in each.blocks))
            for each in definition.sections
        ),
        examples=examples,
        derived_example=derived,
    )


def _block(types: dict[str, NamedType], block: BlockDefinition) -> Block:
    if block.terms is not None:
        named = types.get(block.terms.removeprefix("#/types/"))
        body = named.body if named else None
        enum = body.enum if isinstance(body, StringType | IntegerType) else None
        meanings: Mapping[str, str] = enum.descriptions if enum is not None else {}
        values = [
            each for each in (enum.values if enum is not None else ()) if str(each) in meanings
        ]
        return Block(terms=tuple(Term(each, meanings[str(each)]) for each in values))
    if block.text is not None:
        return Block(text=block.text)
    return Block(value=block.value)


def _integration(
    loaded: LoadedIntegration,
    definition: IntegrationDefinition,
    class_name: str,
    functions: tuple[Function, ...],
    types: dict[str, NamedType],
) -> Integration:
    prefix = loaded.name.upper()
    return Integration(
        name=loaded.name,
        title=definition.name,
        class_name=class_name,
        category=definition.category,
        summary=definition.summary,
        docs_url=definition.docs_url,
        base_url=definition.base_url,
        base_url_env=(f"{prefix}_BASE_URL",) if definition.base_url is not None else (),
        token_url_env=(f"{prefix}_TOKEN_URL",) if definition.auth.strategy == "oauth2" else (),
        auth=definition.auth,
        credentials=tuple(_credential(prefix, each) for each in definition.credentials),
        settings=tuple(_setting(prefix, each) for each in definition.settings),
        headers=definition.headers or {},
        errors=definition.errors,
        functions=functions,
        types=types,
        verify=definition.verify,
        verify_arguments=definition.verify_arguments or {},
        example_accounts=definition.example_accounts,
    )


def _credential(prefix: str, definition: CredentialDefinition) -> Credential:
    return Credential(
        key=definition.key,
        label=definition.label,
        hint=definition.hint,
        env=(f"{prefix}_{definition.key.upper()}", *definition.env),
        secret=definition.secret,
        required=definition.required,
    )


def _setting(prefix: str, definition: Setting) -> Credential:
    return Credential(
        key=definition.key,
        label=definition.label,
        hint=definition.hint,
        env=(f"{prefix}_{definition.key.upper()}", *definition.env),
        secret=False,
        required=definition.default is None,
        default=definition.default,
        pattern=definition.pattern,
    )
