"""Runs datamodel-code-generator, and reads what it wrote."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.types import ObjectType
from generator.targets.python.types.requests import Request, field_code


class TranslationError(Exception):
    """The model generator's answer is not the one to our request: a defect of ours, or of the pinned version."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A translated type: the annotations of an object's fields in order, or the type that an alias stands for."""

    fields: tuple[ast.expr, ...] = ()
    alias: ast.expr | None = None


def translate(request: Request) -> dict[str, Declaration]:
    """Returns the translation of all types of a request, by name; raises `TranslationError`."""
    module = ast.parse(_generate(request))
    declarations: dict[str, Declaration] = {}
    for statement in module.body:
        declarations |= dict(_declared(statement))
    _compare(request, declarations)
    return {name: declarations[code] for name, code in request.codes.items()}


def _generate(request: Request) -> str:
    from datamodel_code_generator import generate  # 0.5 s, and only needed where something changed
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import PythonVersion
    from datamodel_code_generator.parser import LiteralType

    text = generate(
        request.schema(),
        input_file_type=InputFileType.JsonSchema,
        output_model_type=(
            DataModelType.PydanticV2BaseModel if request.results else DataModelType.TypingTypedDict
        ),
        base_class="integrations_runtime.model.Model" if request.results else "",
        target_python_version=PythonVersion.PY_311,
        formatters=[],
        disable_timestamp=True,
        enum_field_as_literal=LiteralType.All,
        skip_root_model=True,
        use_closed_typed_dict=False,
        use_generic_container_types=not request.results,
        use_standard_collections=True,
        use_type_alias=True,
        use_union_operator=True,
    )
    if not isinstance(text, str):
        raise TranslationError("the model generator did not write one module")
    return text


def _declared(statement: ast.stmt) -> Iterator[tuple[str, Declaration]]:
    match statement:
        case ast.ClassDef(name=name, body=body):
            fields = [(_name(each.target), each.annotation) for each in _annotated(body)]
            yield name, _object(fields)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, Declaration(alias=value)
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, value]),
        ):
            yield name, Declaration(alias=value)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[_, ast.Dict() as items])):
            yield name, _object(
                [(_name(key), value) for key, value in zip(items.keys, items.values, strict=True)]
            )
        case ast.ImportFrom(names=names) if not any(each.asname for each in names):
            pass  # ours are made from the names that annotations use
        case ast.Expr():
            pass  # `model_rebuild()`, which pydantic does when it is needed
        case _:
            raise TranslationError(f"unexpected statement: {ast.unparse(statement)[:80]}")


def _annotated(body: list[ast.stmt]) -> Iterator[ast.AnnAssign]:
    for statement in body:
        match statement:
            case ast.AnnAssign():
                yield statement
            case ast.Pass():
                pass
            case _:
                raise TranslationError(f"unexpected field: {ast.unparse(statement)[:80]}")


def _object(fields: list[tuple[str, ast.expr]]) -> Declaration:
    if [name for name, _ in fields] != [field_code(number) for number in range(len(fields))]:
        raise TranslationError(f"unexpected names: {', '.join(name for name, _ in fields)}")
    return Declaration(fields=tuple(annotation for _, annotation in fields))


def _name(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=str() as name):
            return name
        case _:
            raise TranslationError("a field without a name")


def _compare(request: Request, declarations: Mapping[str, Declaration]) -> None:
    if set(declarations) != set(request.codes.values()):
        raise TranslationError("the model generator left out, added or renamed types")
    for name, code in request.codes.items():
        body = request.types[name].body
        declaration = declarations[code]
        is_object = isinstance(body, ObjectType)
        if is_object != (declaration.alias is None):
            raise TranslationError(f"{name} is not what was asked for")
        if isinstance(body, ObjectType) and len(body.fields) != len(declaration.fields):
            raise TranslationError(f"{name} does not have its fields")
