# No postponed annotations: cyclopts reads them when a command is registered.
"""What every question of the command line shares: the catalog, who asks, and how the answer is printed."""

import json
import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
from cyclopts import App, Parameter
from rich.console import Console

from rolepath._version import __version__
from rolepath.analysis.explain import Explanation
from rolepath.data import load_catalog
from rolepath.data.overlays import load_overlay
from rolepath.display import view_of
from rolepath.display.terminal import draw
from rolepath.display.view import View
from rolepath.errors import InvalidFieldError, InvalidTypeError
from rolepath.interop.answer_tables import table_of
from rolepath.interop.documents import to_document
from rolepath.model.catalog import Catalog
from rolepath.model.identity import visible
from rolepath.model.profile import Profile

app = App(name="rolepath", help="Careers in data, machine learning and AI: who says what.", version=__version__)


Overlay = Annotated[
    tuple[str, ...], Parameter(name="--with", negative="", help="TOML file or folder of your own, read on top of the guides.")
]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Asking:
    """What every question takes."""

    as_json: Annotated[bool, Parameter(name="--json", negative="", help="Print documents as JSON.")] = False
    as_csv: Annotated[bool, Parameter(name="--csv", negative="", help="Print a table as CSV.")] = False
    table: Annotated[str | None, Parameter(help="Which table to print as CSV; the first of the answer by default.")] = None
    explain: Annotated[bool, Parameter(negative="", help="Print how the figures come about, down to the lines of the sources.")] = False
    overlay: Overlay = ()

    def __attrs_post_init__(self) -> None:
        """Refuse several forms at once, and a table of none."""
        forms = [name for name, is_asked in (("--json", self.as_json), ("--csv", self.as_csv), ("--explain", self.explain)) if is_asked]
        if len(forms) > 1:
            raise InvalidFieldError("form", " ".join(forms), "must be one of --json, --csv and --explain")
        if self.table is not None and not self.as_csv:
            raise InvalidFieldError("--table", self.table, "must go with --csv")

    def catalog(self) -> Catalog:
        """The guides, with files of one's own on top."""
        catalog = load_catalog()
        for path in self.overlay:
            catalog = load_overlay(path, base=catalog)
        return catalog


#: The default, told once.
ASKING = Asking()
Robust = Annotated[bool, Parameter(negative="", help="Show what flips without one source or with other weights.")]

#: How a person is given where a role would stand for them.
PERSON = "@"


def person_or_role(text: str, catalog: Catalog) -> Profile | str:
    """Read ``@FILE`` as a person in TOML or JSON; anything else is the name of a role."""
    if not text.startswith(PERSON):
        return text
    path = Path(text.removeprefix(PERSON))
    readers: dict[str, Callable[..., Profile]] = {".toml": Profile.from_toml, ".json": Profile.from_json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InvalidFieldError("profile", text, "must be a file that ends in .toml or .json")
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InvalidFieldError("profile", text, f"must be a file of UTF-8 text that can be read ({error})") from None
    return reader(written, catalog=catalog)


def answered(asking: Asking, answer: Any, *, view: View | None = None, tables: dict[str, Any] | None = None, data: Any = None) -> None:
    """Print an answer in the form that was asked for.

    Args:
        asking: the form.
        answer: the answer of a verb.
        view: how it looks; the view of the answer by default.
        tables: what holds the table of each name, where the answer is no table itself.
        data: what stands in for the answer as JSON, where the answer is longer than anyone wants.
    """
    if asking.as_json:
        told(as_json(_documents(answer if data is None else data)))
    elif asking.as_csv:
        told(_csv(asking.table, answer, tables))
    elif asking.explain:
        if not hasattr(answer, "explain"):
            raise InvalidTypeError("--explain", answer, "must be asked of an answer that is worked out")
        explanation: Explanation = answer.explain()
        told(f"{explanation}\n")
    else:
        draw(view_of(answer) if view is None else view, Console(highlight=False))


def _csv(name: str | None, answer: Any, tables: dict[str, Any] | None) -> str:
    if tables is None:
        return table_of(answer, name).to_csv()
    if name is not None and name not in tables:
        raise InvalidFieldError("--table", name, f"must be one of {', '.join(tables)}")
    chosen = next(iter(tables)) if name is None else name
    return table_of(tables[chosen], chosen).to_csv()


def told(text: str) -> None:
    """Print a text as it is."""
    sys.stdout.write(text)


_NOT_ASCII = re.compile(r"[^\n -~]")


def as_json(data: Any) -> str:
    """Write plain data as JSON, with what would change how a terminal shows the text around it escaped."""
    return _NOT_ASCII.sub(_escaped, json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return char if visible(char) == char else json.dumps(char)[1:-1]


def _documents(answer: Any) -> Any:
    """Turn an answer into a document, several into a list of them, and named ones into a table of them."""
    if isinstance(answer, dict):
        return {name: _documents(part) for name, part in answer.items()}
    return [to_document(part) for part in answer] if isinstance(answer, tuple) else to_document(answer)


def working(what: str) -> AbstractContextManager[object]:
    """Show that something takes a while, where a person watches the terminal."""
    console = Console(stderr=True)
    return console.status(what) if console.is_terminal else nullcontext()


Shell = Literal["bash", "zsh", "fish", "powershell"]


@app.command
def completion(shell: Shell) -> None:
    """Print the script that completes commands and options with the tab key in SHELL."""
    told(app.generate_completion(prog_name="rolepath", shell=shell))
