"""`Model`: the base of all generated result models. Loaded when the first result is read."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A result that keeps what it does not know.

    Unknown fields stay readable and are dumped again; `model_dump(exclude_unset=True)` gives back what the
    vendor sent, under the vendor's names. A model is built when it is first used, not when it is imported.
    """

    model_config = ConfigDict(
        extra="allow",
        defer_build=True,
        protected_namespaces=(),  # vendors may name a field `model_…`
        validate_by_alias=True,
        validate_by_name=True,
        serialize_by_alias=True,
    )
