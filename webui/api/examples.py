"""One example of each thing that is sent or answered, by the name of its model; a test reads them with that model."""

import json
from importlib.resources import files
from typing import Any

EXAMPLES: dict[str, Any] = json.loads((files("webui.api") / "examples.json").read_text(encoding="utf-8"))
