"""Hypothesis profiles: ``HYPOTHESIS_PROFILE=nightly`` runs more examples; under ``CI`` every run draws the same ones."""

from __future__ import annotations

import os

from hypothesis import settings

IN_CI = bool(os.environ.get("CI"))
COMMON = {"deadline": None, "derandomize": IN_CI}

settings.register_profile("default", max_examples=100, **COMMON)
settings.register_profile("nightly", max_examples=500, **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
