"""Writes the bundled catalog as Python source into the wheel, from the TOML files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD_NEEDS = ["attrs>=23.2", "cattrs>=24.1"]


class CompileCatalog(BuildHookInterface):
    """Adds ``rolepath/data/_compiled.py`` to a wheel; an editable install reads the TOML files themselves."""

    def dependencies(self) -> list[str]:
        """Name what the hook imports."""
        return BUILD_NEEDS

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the module beside the build and include it."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from rolepath.data.bundled import read_bundled
        from rolepath.data.compiled import source_of

        written = Path(self.directory, "_compiled.py")
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(source_of(read_bundled()), encoding="utf-8")
        build_data["force_include"][str(written)] = "rolepath/data/_compiled.py"
