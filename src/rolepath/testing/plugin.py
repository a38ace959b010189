"""The hook that Hypothesis calls when it is imported, so that ``st.from_type(SalaryBand)`` needs no import of ours.

Nothing of the model is loaded here: the strategy of a class is looked up when Hypothesis is asked for that class.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["STRATEGIES", "register", "strategy_of"]

#: The function of ``rolepath.testing.strategies`` for each noun, and for each kind of id.
STRATEGIES = {
    "Catalog": "catalogs",
    "Citation": "citations",
    "ClaimReading": "claim_readings",
    "CodeLink": "code_links",
    "Descriptor": "descriptors",
    "DifficultyModel": "difficulty_models",
    "DifficultyWeights": "difficulty_weights",
    "ExchangeRate": "currency_pairs",
    "ExchangeRates": "exchange_rates",
    "FileReport": "file_reports",
    "GapWeights": "gap_weights",
    "HeldSkill": "held_skills",
    "Level": "levels",
    "LevelId": "ids",
    "Offer": "offers",
    "Parameter": "parameters",
    "PayClaim": "pay_claims",
    "PayPercentiles": "pay_percentiles",
    "Place": "places",
    "PlaceId": "ids",
    "Profile": "profiles",
    "ProximityModel": "proximity_models",
    "Rating": "ratings",
    "ReadingReport": "reading_reports",
    "RelatedSkill": "related_skills",
    "Role": "roles",
    "RoleId": "ids",
    "SalaryBand": "salary_bands",
    "Scale": "scales",
    "ScaleId": "ids",
    "ScaleStep": "scale_steps",
    "Skill": "skills",
    "SkillId": "ids",
    "SkillRequirement": "requirements",
    "Source": "sources",
    "SourceId": "ids",
    "Trait": "traits",
    "TransitionClaim": "transition_claims",
    "TransitionPath": "transition_paths",
    "TransitionStep": "transition_steps",
    "UnknownSkill": "unknown_skills",
}
#: The package that defines them.
MODEL = "rolepath.model"


def register() -> None:
    """Tell Hypothesis of the strategies.

    Hypothesis keeps a table of look-ups that wait until a package is loaded, as it does for numpy. Where a version has no such table, each
    class is registered by itself, which loads the model.
    """
    types: Any = import_module("hypothesis.strategies._internal.types")
    waiting = getattr(types, "_global_extra_lookup", None)
    if isinstance(waiting, dict):
        waiting[MODEL] = strategy_of
        return
    rolepath: Any = import_module("rolepath")
    strategies: Any = import_module("hypothesis.strategies")
    for name in STRATEGIES:
        strategies.register_type_strategy(getattr(rolepath, name), strategy_of)


def strategy_of(thing: Any) -> SearchStrategy[Any] | None:
    """Return the strategy of a noun or of a kind of id, or None for anything else."""
    name = getattr(thing, "__name__", None)
    if name not in STRATEGIES or getattr(import_module("rolepath"), name) is not thing:
        return None
    strategies = import_module("rolepath.testing.strategies")
    made: SearchStrategy[Any] = getattr(strategies, STRATEGIES[name])()
    return made
