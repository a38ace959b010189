"""Views as HTML: escaped, without scripts or external assets, readable in light and dark, by keyboard and by screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from zlib import crc32

from rolepath.display.view import Table, View, visible

__all__ = ["STYLE", "to_fragment", "to_html"]

#: Colours come from the page, so that the view follows its light or dark theme; lines are the text colour, thinned.
STYLE = (
    "<style>"
    ".rolepath{font:14px/1.45 system-ui,sans-serif;max-width:60em;color:inherit;overflow-wrap:break-word}"
    ".rolepath-title{font-size:1.15em;font-weight:600;margin:.4em 0}"
    ".rolepath p{margin:.3em 0}"
    ".rolepath-scroll{overflow-x:auto}"
    ".rolepath table{border-collapse:collapse;margin:.8em 0;font-variant-numeric:tabular-nums;color:inherit;background:none}"
    ".rolepath .rolepath-long{width:100%;margin-bottom:.2em}"
    ".rolepath caption{text-align:left;font-weight:600;padding:.2em 0;color:inherit;caption-side:top}"
    ".rolepath th,.rolepath td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;background:none;color:inherit;"
    "border-bottom:1px solid rgba(128,128,128,.35)}"
    ".rolepath tbody th{font-weight:inherit}"
    ".rolepath .rolepath-figure{text-align:right}"
    ".rolepath .rolepath-whole{white-space:nowrap}"
    ".rolepath ul,.rolepath ol{margin:.3em 0;padding-left:1.4em}"
    ".rolepath summary{cursor:pointer;padding:.2em 0}"
    ".rolepath a{color:inherit;text-decoration:underline rgba(128,128,128,.7) 1px;text-underline-offset:.2em}"
    ".rolepath :is(summary,a,.rolepath-scroll):focus-visible{outline:2px solid;outline-offset:2px}"
    ".rolepath footer{font-size:.9em;margin-top:.6em}"
    ".rolepath footer ul{list-style:none;padding:0}"
    ".rolepath li:target{outline:1px solid;outline-offset:2px}"
    "@media print{.rolepath-scroll{overflow:visible}.rolepath details::details-content{content-visibility:visible;height:auto}"
    ".rolepath summary{display:none}}"
    "</style>"
)
#: Characters that a column of a long table is taken to need at least and at most.
NARROWEST, WIDEST = 4, 40
#: Most characters of a cell that is kept on one line; of all such columns together, at 600 pixels; and what another column takes of these.
WHOLE, WHOLE_TOGETHER, OTHER = 18, 50, 5
#: Most rows of a table, folded ones included.
MOST = 500
#: Most characters of a word that stays whole; a longer one may break after every so many, so that it widens no table. At a hyphen
#: a browser breaks by itself.
LONGEST_WORD, PIECE = 24, 10
_LONG_WORD = re.compile(rf"[^\s-]{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(rf"\S{{{PIECE}}}(?=\S)")
_MARK = re.compile(r"\[([0-9]{1,3})\]")

#: Escapes a text, and links the marks of sources in it.
_Cite = Callable[[str], str]


def to_html(view: View) -> str:
    """Draw a view for a page that is someone else's, like a notebook, with the style it needs."""
    return STYLE + to_fragment(view)


def to_fragment(view: View, *, level: int = 3) -> str:
    """Draw a view for a page that has the style.

    Args:
        view: what to draw.
        level: level of its heading, 1-6; ``h3`` by default.
    """
    anchor = f"rolepath-{crc32(repr(view).encode('utf-8', 'backslashreplace')):08x}"
    cite = _citing(anchor, len(view.sources))
    lead = "".join(f"<p>{cite(paragraph)}</p>" for paragraph in view.lead)
    tables = "".join(_table(table, cite) for table in view.tables)
    notes = f"<ul>{''.join(f'<li>{cite(note)}</li>' for note in view.notes)}</ul>" if view.notes else ""
    listed = "".join(f'<li id="{anchor}-{number}">{_breakable(source)}</li>' for number, source in enumerate(view.sources, 1))
    footer = f"<footer>Sources<ul>{listed}</ul></footer>" if listed else ""
    title = f'<h{level} class="rolepath-title">{_breakable(view.title)}</h{level}>'
    return f'<section class="rolepath">{title}{lead}{tables}{notes}{footer}</section>'


def _text(text: str) -> str:
    return escape(visible(text))


def _breakable(text: str) -> str:
    """Escape a text, and say where its long words may break."""
    broken = _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\n", word[0]), visible(text))  # what is visible has no line break
    return escape(broken).replace("\n", "<wbr>")


def _citing(anchor: str, count: int) -> _Cite:
    """Link ``[2]`` to the second of so many sources."""

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        return f'<a href="#{anchor}-{number}">{found[0]}</a>' if 1 <= number <= count else found[0]

    return lambda text: _MARK.sub(link, _breakable(text))


def _table(table: Table, cite: _Cite) -> str:
    """Draw a table, with the rows after the first ones folded."""
    rest = table.rows[len(table.top) : MOST]
    remark = table.remark_on(len(table.top) + len(rest))
    told = f"<p>{cite(remark)}</p>" if remark else ""
    if not rest:
        return _rows(table, table.top, table.caption, cite) + told
    more = f"{len(rest)} more {'row' if len(rest) == 1 else 'rows'}"
    folded = f"<details><summary>{more}</summary>{_rows(table, rest, f'{table.caption}, {more}', cite)}</details>"
    return _rows(table, table.top, table.caption, cite) + folded + told


def _rows(table: Table, rows: tuple[tuple[str, ...], ...], caption: str, cite: _Cite) -> str:
    """Draw some rows of a table as one."""
    # The first column that holds no figure heads its row.
    heading = next((column for column in range(len(table.header)) if column not in table.figures), None)
    whole = _whole(table)

    def cell(column: int, text: str, scope: str | None) -> str:
        is_whole = column in whole and scope != "col"
        names = [*(["rolepath-figure"] if column in table.figures else []), *(["rolepath-whole"] if is_whole else [])]
        kind = f' class="{" ".join(names)}"' if names else ""
        # An empty heading would head nothing.
        return f'<th scope="{scope}"{kind}>{cite(text)}</th>' if scope and text else f"<td{kind}>{cite(text)}</td>"

    head = "".join(cell(column, text, "col") for column, text in enumerate(table.header))
    body = "".join(
        f"<tr>{''.join(cell(column, text, 'row' if column == heading else None) for column, text in enumerate(row))}</tr>" for row in rows
    )
    kind = ' class="rolepath-long"' if len(table.top) < len(table.rows) else ""
    return (
        f'<div class="rolepath-scroll" role="region" aria-label="{_text(caption)}" tabindex="0"><table{kind}>'
        f"<caption>{_breakable(caption)}</caption>{_columns(table)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _whole(table: Table) -> frozenset[int]:
    """Columns whose cells stand on one line: names and ranges that are short, the shortest first, while they leave room for the rest."""
    longest = {column: max((len(row[column]) for row in table.rows), default=0) for column in range(len(table.header))}
    room = WHOLE_TOGETHER - OTHER * len(longest)
    found: set[int] = set()
    for column in sorted(longest, key=longest.__getitem__):
        room -= longest[column] - OTHER
        if longest[column] > WHOLE or room < 0:
            break
        found.add(column)
    return frozenset(found)


def _columns(table: Table) -> str:
    """Give the columns of a table that folds the same widths above and below the fold; those of others fit what they hold."""
    if len(table.top) == len(table.rows):
        return ""
    longest = [max(len(cell) for cell in column) for column in zip(table.header, *table.rows, strict=True)]
    widths = [min(max(length, NARROWEST), WIDEST) for length in longest]
    shares = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    return f"<colgroup>{shares}</colgroup>"
