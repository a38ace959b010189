"""What is bundled: the vocabulary, the measures, and the facts of five guides."""

from __future__ import annotations

from rolepath.data.bundled import load_catalog

__all__ = ["load_catalog"]
