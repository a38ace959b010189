"""Explanations as indented rows and as lists that fold."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rolepath.analysis.explain import placed
from rolepath.display.view import Table, View

if TYPE_CHECKING:
    from rolepath.analysis.explain import Explanation

__all__ = ["explanation_html", "explanation_view"]

#: Colours come from the page; browsers fold ``details`` by mouse and keyboard without a script, and mark the focus.
_STYLE = (
    "<style>"
    ".rolepath-steps{font:14px/1.45 system-ui,sans-serif;max-width:60em;color:inherit;overflow-wrap:break-word;"
    "font-variant-numeric:tabular-nums}"
    ".rolepath-steps ul{margin:.1em 0;padding-left:1.4em}"
    ".rolepath-steps li{color:inherit;background:none}"
    ".rolepath-steps .rolepath-branch{list-style:none;margin-left:-1em}"
    ".rolepath-steps summary{cursor:pointer}"
    ".rolepath-steps summary:focus-visible{outline:2px solid;outline-offset:2px}"
    "</style>"
)


def explanation_view(explanation: Explanation) -> View:
    """View an explanation as its indented lines."""
    title, *lines = str(explanation).splitlines()
    rows = tuple((line,) for line in lines)
    return View(title=title, tables=(Table(caption="Steps", header=("step",), rows=rows),) if rows else ())


def explanation_html(explanation: Explanation) -> str:
    """Draw an explanation as nested lists that fold, the first level open: escaped, without scripts or external assets."""
    lines: list[str] = []
    open_depths: list[int] = []
    for depth, step, see in placed(explanation):
        while open_depths and open_depths[-1] >= depth:
            lines.append(f"{'  ' * open_depths.pop()}</ul></details></li>")
        said, indent = escape(step.said + (f", see {see}" if see else "")), "  " * depth
        if step.children and see is None:
            fold = "<details>" if depth else "<details open>"
            lines.append(f'{indent}<li class="rolepath-branch">{fold}<summary>{said}</summary><ul>')
            open_depths.append(depth)
        else:
            lines.append(f"{indent}<li>{said}</li>")
    lines.extend(f"{'  ' * depth}</ul></details></li>" for depth in reversed(open_depths))
    tree = "\n".join(lines)
    return f'{_STYLE}<section class="rolepath-steps"><ul>\n{tree}\n</ul></section>'
