"""The command line's entry: ``rolepath`` and ``python -m rolepath``. Needs the extra ``[cli]``."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from rolepath.errors import MissingExtraError, RolepathError, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

#: Exit status for a question that cannot be asked: a bad name, a bad option.
BAD_QUESTION = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the program's name; those of the process by default.

    Returns:
        The exit status: 0; 1 where ``validate`` finds faults; 2 with one sentence on the error stream where the question cannot be asked.
    """
    try:
        from cyclopts import CycloptsError

        from rolepath._commands import app
    except ImportError:
        sys.stderr.write(f"{MissingExtraError('the command line', 'cli')}\n")
        return BAD_QUESTION
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show a character shows a question mark
    try:
        status = app(sys.argv[1:] if arguments is None else arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except RolepathError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_QUESTION
    except CycloptsError as error:
        sys.stderr.write(f"{visible(' '.join(str(error).split()))} See rolepath --help.\n")
        return BAD_QUESTION
    return status if isinstance(status, int) else 0
