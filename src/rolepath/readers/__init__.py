"""Other people's files: what they hold is checked before it counts, and reported whole where it cannot be read."""

from __future__ import annotations
