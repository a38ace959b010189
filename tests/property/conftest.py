"""Hypothesis profiles, chosen by ``HYPOTHESIS_PROFILE``: ``nightly`` runs more examples, ``quick`` fewer and shrinks none.

Under ``CI`` every run draws the same examples.
"""

from __future__ import annotations

import os

from hypothesis import Phase, settings

IN_CI = bool(os.environ.get("CI"))
COMMON = {"deadline": None, "derandomize": IN_CI}

settings.register_profile("default", max_examples=50, **COMMON)
settings.register_profile("nightly", max_examples=500, **COMMON)
settings.register_profile("quick", max_examples=25, phases=(Phase.explicit, Phase.generate), **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
