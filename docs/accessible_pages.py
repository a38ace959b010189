"""Mends what Sphinx and furo leave out for those who read by keyboard or by ear; tests/browser checks the pages with axe-core."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

MENDED = {
    # A heading has a level; these stand above lists of pages.
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    # What scrolls can be reached by keyboard.
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<div class="highlight"><pre>': '<div class="highlight"><pre tabindex="0">',
}


def mend(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Mend the text of a page and the list of pages beside it."""
    for part in ("body", "furo_navigation_tree"):
        for broken, whole in MENDED.items():
            context[part] = (context.get(part) or "").replace(broken, whole)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the hook, to run after furo's own."""
    app.connect("html-page-context", mend, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
