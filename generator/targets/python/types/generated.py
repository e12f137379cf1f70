"""Runs datamodel-code-generator, and reads what it wrote."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from generator.targets.python.types.requests import Schema, field_code


class TranslationError(Exception):
    """The model generator's answer is not the one to our request: a defect of ours, or of the pinned version."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A translated definition: the annotations of an object's fields in order, or the type that an alias stands for."""

    fields: tuple[ast.expr, ...] = ()
    alias: ast.expr | None = None


def generated(definitions: Schema, *, results: bool) -> dict[str, Generated]:
    """Returns the translation of definitions, by name; raises `TranslationError`."""
    found: dict[str, Generated] = {}
    for statement in ast.parse(_text({"$defs": definitions}, results=results)).body:
        found |= dict(_declared(statement))
    if set(found) != set(definitions):
        raise TranslationError("the model generator left out, added or renamed types")
    return found


def _text(schema: Schema, *, results: bool) -> str:
    from datamodel_code_generator import generate  # 0.5 s, and only needed where something changed
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import PythonVersion
    from datamodel_code_generator.parser import LiteralType

    text = generate(
        schema,
        input_file_type=InputFileType.JsonSchema,
        output_model_type=(
            DataModelType.PydanticV2BaseModel if results else DataModelType.TypingTypedDict
        ),
        base_class="integrations_runtime.model.Model" if results else "",
        target_python_version=PythonVersion.PY_311,
        formatters=[],
        disable_timestamp=True,
        enum_field_as_literal=LiteralType.All,
        skip_root_model=True,
        use_closed_typed_dict=False,
        use_generic_container_types=not results,
        use_standard_collections=True,
        use_type_alias=True,
        use_union_operator=True,
    )
    if not isinstance(text, str):
        raise TranslationError("the model generator did not write one module")
    return text


def _declared(statement: ast.stmt) -> Iterator[tuple[str, Generated]]:
    match statement:
        case ast.ClassDef(name=name, body=body):
            fields = [(_name(each.target), each.annotation) for each in _annotated(body)]
            yield name, _fields(fields)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, Generated(alias=value)
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, value]),
        ):
            yield name, Generated(alias=value)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[_, ast.Dict() as items])):
            yield name, _fields(
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


def _fields(fields: list[tuple[str, ast.expr]]) -> Generated:
    if [name for name, _ in fields] != [field_code(number) for number in range(len(fields))]:
        raise TranslationError(f"unexpected names: {', '.join(name for name, _ in fields)}")
    return Generated(fields=tuple(annotation for _, annotation in fields))


def _name(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=str() as name):
            return name
        case _:
            raise TranslationError("a field without a name")
