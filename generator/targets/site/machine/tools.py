"""An integration's functions as tools of language models, a file for each shape, a tool on each line."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.integration import Integration
from generator.pages import schemas
from generator.pages.index import function_doc
from generator.targets.site import paths
from integrations_runtime.docs.schemas import complete
from integrations_runtime.docs.tools import SHAPES, Shape, tool, tool_list


def files(integration: Integration) -> Mapping[str, str]:
    """Returns the files as JSON text, by address. What they hold is what `integrations schema` prints."""
    content = schemas.document(integration)
    known = [
        (function_doc(integration, each), complete(content, each.name))
        for each in integration.functions
    ]
    return {
        paths.tools_file(integration.name, shape): _text(
            [tool(doc, schema, shape) for doc, schema in known], shape
        )
        for shape in SHAPES
    }


def _text(tools: Sequence[Mapping[str, Any]], shape: Shape) -> str:
    around = json.dumps(tool_list([], shape))
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in tools)
    return around.replace("[]", f"[\n{lines}\n]") + "\n"
