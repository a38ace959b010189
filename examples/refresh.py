"""Run the examples of the README, the documentation and the notebooks, and write their output anew.

On a page, a ``python`` block is an example, and a ``text`` block right after it is what it prints. A line ``...`` in the output stands
for any lines. The examples of a page share their names.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
_EXAMPLE = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.DOTALL | re.MULTILINE)


def pages() -> list[Path]:
    """List the pages that hold examples."""
    listed = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in listed if "_build" not in page.parts and _EXAMPLE.search(page.read_text(encoding="utf-8"))]


def run(page: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each example of a page with what it prints."""
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "__main__"}
    for example in _EXAMPLE.finditer(text):
        # Blank lines in front, so that a traceback names the line of the page.
        code = "\n" * (text.count("\n", 0, example.start()) + 1) + example["code"]
        printed = io.StringIO()
        with redirect_stdout(printed), chdir(ROOT), patch.dict(os.environ, {"COLUMNS": "80"}):
            exec(compile(code, str(page), "exec"), names)  # noqa: S102 - the pages are our own
        yield example, printed.getvalue()


def matches(written: str, printed: str) -> bool:
    """Tell whether an example prints what the page says."""
    pattern = "".join("(?:.*\n)*" if line == "...\n" else re.escape(line) for line in written.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None


def refreshed(page: Path) -> str:
    """Return the text of a page with the output that its examples print."""
    text = page.read_text(encoding="utf-8")
    for example, printed in reversed(list(run(page))):
        if not matches(example["output"] or "", printed):
            block = f"```python\n{example['code']}```\n"
            shown = f"{block}\n```text\n{printed}```\n" if printed else block
            text = text[: example.start()] + shown + text[example.end() :]
    return text


def executed(path: Path) -> nbformat.NotebookNode:
    """Return a notebook with the output that its cells give."""
    notebook = cleaned(nbformat.read(path, as_version=4))
    options = {
        "extra_arguments": ["--log-level=ERROR"],  # the kernel warns that it listens on this machine
        "coalesce_streams": True,  # the kernel sends what is printed in as many pieces as time allows
    }
    NotebookClient(notebook, kernel_name="python3", timeout=300, record_timing=False, **options).execute()
    return cleaned(notebook)


def cleaned(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a notebook without what differs from one machine or run to the next."""
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                output.pop("execution_count", None)
                if output.output_type == "execute_result":
                    output.execution_count = None
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def main() -> None:
    """Write every page and notebook anew."""
    for page in pages():
        page.write_text(refreshed(page), encoding="utf-8")
    for notebook in NOTEBOOKS:
        nbformat.write(executed(notebook), notebook)


if __name__ == "__main__":
    main()
