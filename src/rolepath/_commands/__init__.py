"""The commands of the command line, one function each."""

from rolepath._commands import files, moves, pay, sources
from rolepath._commands.asking import app

__all__ = ["app", "files", "moves", "pay", "sources"]
