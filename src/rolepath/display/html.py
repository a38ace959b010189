"""Views as HTML: escaped, without scripts or external assets, readable in light and dark."""

from __future__ import annotations

from html import escape

from rolepath.display.view import Table, View, visible

__all__ = ["to_html"]

#: Colours come from the page, so that the view follows its light or dark theme; lines are the text colour, thinned.
_STYLE = (
    "<style>"
    ".rolepath{font:14px/1.45 system-ui,sans-serif;max-width:60em;color:inherit;overflow-wrap:break-word}"
    ".rolepath h3{font-size:1.15em;margin:.4em 0}"
    ".rolepath p{margin:.3em 0}"
    ".rolepath .rolepath-scroll{overflow-x:auto}"
    ".rolepath table{border-collapse:collapse;margin:.8em 0;font-variant-numeric:tabular-nums;color:inherit;background:none}"
    ".rolepath caption{text-align:left;font-weight:600;padding:.2em 0;color:inherit;caption-side:top}"
    ".rolepath th,.rolepath td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;background:none;color:inherit;"
    "border-bottom:1px solid rgba(128,128,128,.35)}"
    ".rolepath .rolepath-figure{text-align:right}"
    ".rolepath ul,.rolepath ol{margin:.3em 0;padding-left:1.4em}"
    ".rolepath footer{font-size:.9em;margin-top:.6em}"
    "</style>"
)


def to_html(view: View) -> str:
    """Draw a view as a fragment of HTML."""
    lead = "".join(f"<p>{_text(paragraph)}</p>" for paragraph in view.lead)
    tables = "".join(_table(table) for table in view.tables)
    notes = f"<ul>{''.join(f'<li>{_text(note)}</li>' for note in view.notes)}</ul>" if view.notes else ""
    listed = "<br>".join(_text(source) for source in view.sources)
    footer = f"<footer>Sources: {listed}</footer>" if listed else ""
    return f'{_STYLE}<section class="rolepath"><h3>{_text(view.title)}</h3>{lead}{tables}{notes}{footer}</section>'


def _text(text: str) -> str:
    return escape(visible(text))


def _table(table: Table) -> str:
    def cell(tag: str, column: int, text: str, scope: str = "") -> str:
        kind = ' class="rolepath-figure"' if column in table.figures else ""
        return f"<{tag}{scope}{kind}>{_text(text)}</{tag}>"

    head = "".join(cell("th", column, text, ' scope="col"') for column, text in enumerate(table.header))
    rows = "".join(f"<tr>{''.join(cell('td', column, text) for column, text in enumerate(row))}</tr>" for row in table.rows)
    remark = f"<p>{_text(table.remark)}</p>" if table.remark else ""
    caption = f"<caption>{_text(table.caption)}</caption>"
    return f'<div class="rolepath-scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{remark}'
