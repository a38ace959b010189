"""``python -m rolepath``."""

from __future__ import annotations

import sys

from rolepath.cli import main

if __name__ == "__main__":
    sys.exit(main())
