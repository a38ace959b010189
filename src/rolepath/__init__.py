"""A typed domain model of careers in data, machine learning and AI that keeps who says what.

By habit ``import rolepath as rp``. Names are resolved when first used, so importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolepath._version import __version__
    from rolepath.analysis.comp import Agreement, CompLookup, DerivedBand, NotComparable, PayGroup, comp_lookup
    from rolepath.analysis.compare import AspectRow, Comparison, PayRow, SkillRow, compare
    from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
    from rolepath.analysis.explain import Explanation, Operation
    from rolepath.analysis.factors import Factor
    from rolepath.analysis.gap import GapItem, SkillGap, skill_gap
    from rolepath.analysis.months import Months
    from rolepath.analysis.needs import Need
    from rolepath.analysis.proximity import Proximity, SharedSkill, proximity
    from rolepath.data.bundled import load_catalog
    from rolepath.data.files import catalog_from_toml
    from rolepath.errors import (
        AmbiguousNameError,
        CatalogError,
        CurrencyError,
        DataFileError,
        DuplicateIdError,
        Fault,
        InvalidBandError,
        InvalidFieldError,
        InvalidRatingError,
        InvalidTypeError,
        LevelTrackError,
        MissingExtraError,
        RolepathError,
        UnknownLevelError,
        UnknownNameError,
        UnknownPlaceError,
        UnknownRoleError,
        UnknownScaleError,
        UnknownSkillError,
        UnknownSourceError,
    )
    from rolepath.model.catalog import Catalog, Fact
    from rolepath.model.identity import LevelId, PlaceId, RoleId, ScaleId, SkillId, SourceId, to_id
    from rolepath.model.level import Level, Track
    from rolepath.model.measure import DifficultyModel, DifficultyWeights, GapWeights, Parameter
    from rolepath.model.pay import (
        ExchangeRate,
        ExchangeRates,
        PayClaim,
        PayComponent,
        PayPeriod,
        PayRelation,
        PayStatistic,
        SalaryBand,
    )
    from rolepath.model.profile import Evidence, HeldSkill, Offer, Profile
    from rolepath.model.role import Aspect, Role, Trait
    from rolepath.model.skill import (
        Measured,
        Rating,
        RelatedSkill,
        RequirementBasis,
        Scale,
        ScaleStep,
        Skill,
        SkillKind,
        SkillRequirement,
    )
    from rolepath.model.source import Citation, Place, Source
    from rolepath.model.transition import TransitionClaim, TransitionKind, TransitionPath, TransitionStep

#: Where each public name is defined.
_MODULES = {
    "_version": "__version__",
    "analysis.comp": "Agreement CompLookup DerivedBand NotComparable PayGroup comp_lookup",
    "analysis.compare": "AspectRow Comparison PayRow SkillRow compare",
    "analysis.difficulty": "TransitionDifficulty transition_difficulty",
    "analysis.explain": "Explanation Operation",
    "analysis.factors": "Factor",
    "analysis.gap": "GapItem SkillGap skill_gap",
    "analysis.months": "Months",
    "analysis.needs": "Need",
    "analysis.proximity": "Proximity SharedSkill proximity",
    "data.bundled": "load_catalog",
    "data.files": "catalog_from_toml",
    "errors": "AmbiguousNameError CatalogError CurrencyError DataFileError DuplicateIdError Fault InvalidBandError InvalidFieldError "
    "InvalidRatingError InvalidTypeError LevelTrackError MissingExtraError RolepathError UnknownLevelError UnknownNameError "
    "UnknownPlaceError UnknownRoleError UnknownScaleError UnknownSkillError UnknownSourceError",
    "model.catalog": "Catalog Fact",
    "model.identity": "LevelId PlaceId RoleId ScaleId SkillId SourceId to_id",
    "model.level": "Level Track",
    "model.measure": "DifficultyModel DifficultyWeights GapWeights Parameter",
    "model.pay": "ExchangeRate ExchangeRates PayClaim PayComponent PayPeriod PayRelation PayStatistic SalaryBand",
    "model.profile": "Evidence HeldSkill Offer Profile",
    "model.role": "Aspect Role Trait",
    "model.skill": "Measured Rating RelatedSkill RequirementBasis Scale ScaleStep Skill SkillKind SkillRequirement",
    "model.source": "Citation Place Source",
    "model.transition": "TransitionClaim TransitionKind TransitionPath TransitionStep",
}
_HOME = {name: f"rolepath.{module}" for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "Agreement",
    "AmbiguousNameError",
    "Aspect",
    "AspectRow",
    "Catalog",
    "CatalogError",
    "Citation",
    "CompLookup",
    "Comparison",
    "CurrencyError",
    "DataFileError",
    "DerivedBand",
    "DifficultyModel",
    "DifficultyWeights",
    "DuplicateIdError",
    "Evidence",
    "ExchangeRate",
    "ExchangeRates",
    "Explanation",
    "Fact",
    "Factor",
    "Fault",
    "GapItem",
    "GapWeights",
    "HeldSkill",
    "InvalidBandError",
    "InvalidFieldError",
    "InvalidRatingError",
    "InvalidTypeError",
    "Level",
    "LevelId",
    "LevelTrackError",
    "Measured",
    "MissingExtraError",
    "Months",
    "Need",
    "NotComparable",
    "Offer",
    "Operation",
    "Parameter",
    "PayClaim",
    "PayComponent",
    "PayGroup",
    "PayPeriod",
    "PayRelation",
    "PayRow",
    "PayStatistic",
    "Place",
    "PlaceId",
    "Profile",
    "Proximity",
    "Rating",
    "RelatedSkill",
    "RequirementBasis",
    "Role",
    "RoleId",
    "RolepathError",
    "SalaryBand",
    "Scale",
    "ScaleId",
    "ScaleStep",
    "SharedSkill",
    "Skill",
    "SkillGap",
    "SkillId",
    "SkillKind",
    "SkillRequirement",
    "SkillRow",
    "Source",
    "SourceId",
    "Track",
    "Trait",
    "TransitionClaim",
    "TransitionDifficulty",
    "TransitionKind",
    "TransitionPath",
    "TransitionStep",
    "UnknownLevelError",
    "UnknownNameError",
    "UnknownPlaceError",
    "UnknownRoleError",
    "UnknownScaleError",
    "UnknownSkillError",
    "UnknownSourceError",
    "__version__",
    "catalog_from_toml",
    "comp_lookup",
    "compare",
    "load_catalog",
    "proximity",
    "skill_gap",
    "to_id",
    "transition_difficulty",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'rolepath' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
