"""A typed domain model of careers in data, machine learning and AI that keeps who says what.

By habit ``import rolepath as rp``. Names are resolved when first used, so importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolepath._version import __version__
    from rolepath.analysis.advise import Recommendation, recommend
    from rolepath.analysis.ageing import AgedPay, PayGrowth, age_pay, pay_growth
    from rolepath.analysis.agreement import Disagreements, disagreements
    from rolepath.analysis.calibration import Calibration, DurationCheck, check_durations
    from rolepath.analysis.claims import ClaimChecks, check_claims
    from rolepath.analysis.comp import CompLookup, NotComparable, comp_lookup
    from rolepath.analysis.compare import AspectRow, Comparison, PayRow, SkillRow, compare
    from rolepath.analysis.crosswalk import Crosswalk, Homonym, LinkBasis, LinkStep, RoleLink, UnlinkedRole, crosswalk
    from rolepath.analysis.derived_pay import DerivedBand
    from rolepath.analysis.difficulty import TransitionDifficulty, transition_difficulty
    from rolepath.analysis.disagreement import Disagreement, DisagreementKind, Side, Standing
    from rolepath.analysis.explain import Explanation, Operation
    from rolepath.analysis.factors import Factor
    from rolepath.analysis.gap import GapItem, SkillGap, skill_gap
    from rolepath.analysis.holding import Holding
    from rolepath.analysis.learning import Closing, Dropped
    from rolepath.analysis.likeness import SharedFeature
    from rolepath.analysis.matrix import Nearby, RoleMatrix, difficulty_matrix, gap_matrix, nearest
    from rolepath.analysis.months import Months
    from rolepath.analysis.needs import Need
    from rolepath.analysis.offer import OfferAssessment, OfferStanding, PayBounds, Position, SurveyStanding, assess_offer
    from rolepath.analysis.pay_group import Agreement, PayGroup
    from rolepath.analysis.pay_order import PayOrderReading
    from rolepath.analysis.plan import LearningPlan, Milestone, PlanItem, StatedDuration, learning_plan
    from rolepath.analysis.proximity import Proximity, SharedSkill, proximity
    from rolepath.analysis.questionnaire import Question, questions
    from rolepath.analysis.ratios import PayOrder, PayRatio
    from rolepath.analysis.readings import Reading
    from rolepath.analysis.robustness import Flip, Robustness, Variation, robustness
    from rolepath.analysis.role_advice import FloorCheck, FloorStanding, Reason, RoleAdvice, RoleFit
    from rolepath.analysis.route import Routes, find_paths
    from rolepath.analysis.survey_pay import SurveyAnswer
    from rolepath.analysis.verdict import ClaimCheck, Verdict
    from rolepath.analysis.ways import ClosedSkill, PayOnTheWay, Route, RouteStep, Waypoint
    from rolepath.analysis.what_if import RoleChange, WhatIf, what_if
    from rolepath.data.bundled import load_catalog
    from rolepath.data.files import catalog_from_toml
    from rolepath.data.overlays import load_overlay
    from rolepath.display.report import Report, report
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
        UnknownQuestionError,
        UnknownRoleError,
        UnknownScaleError,
        UnknownSkillError,
        UnknownSourceError,
    )
    from rolepath.interop.answer_tables import table_of
    from rolepath.interop.documents import from_document, from_json, from_toml, to_document, to_json, to_toml
    from rolepath.interop.graphs import to_networkx
    from rolepath.interop.jsonld import to_jsonld
    from rolepath.interop.migrations import SCHEMA_VERSION
    from rolepath.interop.schema import json_schema
    from rolepath.interop.tables import Column, ColumnType, Table
    from rolepath.model.catalog import Catalog, Fact
    from rolepath.model.descriptor import Descriptor, DescriptorFamily
    from rolepath.model.entries import Entries
    from rolepath.model.identity import LevelId, PlaceId, RoleId, ScaleId, SkillId, SourceId, to_id
    from rolepath.model.level import Level, Track
    from rolepath.model.link import CodeLink, CodeSystem
    from rolepath.model.measure import (
        ClaimReading,
        DifficultyModel,
        DifficultyWeights,
        GapWeights,
        Parameter,
        ProximityMethod,
        ProximityModel,
    )
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
    from rolepath.model.profile import Evidence, HeldSkill, Offer, Profile, UnknownSkill
    from rolepath.model.reading import FileReport, ReadingReport
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
    from rolepath.model.survey import PayPercentiles
    from rolepath.model.transition import ProofForm, TransitionClaim, TransitionKind, TransitionPath, TransitionStep
    from rolepath.readers.crosswalks import read_crosswalk
    from rolepath.readers.esco import read_esco
    from rolepath.readers.oews import read_oews
    from rolepath.readers.onet import read_onet
    from rolepath.readers.salaries import Repeats, read_salaries

#: Where each public name is defined.
_MODULES = {
    "_version": "__version__",
    "analysis.advise": "Recommendation recommend",
    "analysis.ageing": "AgedPay PayGrowth age_pay pay_growth",
    "analysis.agreement": "Disagreements disagreements",
    "analysis.calibration": "Calibration DurationCheck check_durations",
    "analysis.claims": "ClaimChecks check_claims",
    "analysis.comp": "CompLookup NotComparable comp_lookup",
    "analysis.crosswalk": "Crosswalk Homonym LinkBasis LinkStep RoleLink UnlinkedRole crosswalk",
    "analysis.derived_pay": "DerivedBand",
    "analysis.pay_group": "Agreement PayGroup",
    "analysis.compare": "AspectRow Comparison PayRow SkillRow compare",
    "analysis.difficulty": "TransitionDifficulty transition_difficulty",
    "analysis.disagreement": "Disagreement DisagreementKind Side Standing",
    "analysis.explain": "Explanation Operation",
    "analysis.factors": "Factor",
    "analysis.gap": "GapItem SkillGap skill_gap",
    "analysis.holding": "Holding",
    "analysis.learning": "Closing Dropped",
    "analysis.likeness": "SharedFeature",
    "analysis.matrix": "Nearby RoleMatrix difficulty_matrix gap_matrix nearest",
    "analysis.months": "Months",
    "analysis.needs": "Need",
    "analysis.offer": "OfferAssessment OfferStanding PayBounds Position SurveyStanding assess_offer",
    "analysis.pay_order": "PayOrderReading",
    "analysis.plan": "LearningPlan Milestone PlanItem StatedDuration learning_plan",
    "analysis.proximity": "Proximity SharedSkill proximity",
    "analysis.questionnaire": "Question questions",
    "analysis.ratios": "PayOrder PayRatio",
    "analysis.readings": "Reading",
    "analysis.robustness": "Flip Robustness Variation robustness",
    "analysis.role_advice": "FloorCheck FloorStanding Reason RoleAdvice RoleFit",
    "analysis.route": "Routes find_paths",
    "analysis.verdict": "ClaimCheck Verdict",
    "analysis.survey_pay": "SurveyAnswer",
    "analysis.ways": "ClosedSkill PayOnTheWay Route RouteStep Waypoint",
    "analysis.what_if": "RoleChange WhatIf what_if",
    "data.bundled": "load_catalog",
    "data.files": "catalog_from_toml",
    "data.overlays": "load_overlay",
    "display.report": "Report report",
    "errors": "AmbiguousNameError CatalogError CurrencyError DataFileError DuplicateIdError Fault InvalidBandError InvalidFieldError "
    "InvalidRatingError InvalidTypeError LevelTrackError MissingExtraError RolepathError UnknownLevelError UnknownNameError "
    "UnknownPlaceError UnknownQuestionError UnknownRoleError UnknownScaleError UnknownSkillError UnknownSourceError",
    "interop.answer_tables": "table_of",
    "interop.documents": "from_document from_json from_toml to_document to_json to_toml",
    "interop.graphs": "to_networkx",
    "interop.jsonld": "to_jsonld",
    "interop.migrations": "SCHEMA_VERSION",
    "interop.schema": "json_schema",
    "interop.tables": "Column ColumnType Table",
    "model.catalog": "Catalog Fact",
    "model.descriptor": "Descriptor DescriptorFamily",
    "model.entries": "Entries",
    "model.identity": "LevelId PlaceId RoleId ScaleId SkillId SourceId to_id",
    "model.level": "Level Track",
    "model.link": "CodeLink CodeSystem",
    "model.measure": "ClaimReading DifficultyModel DifficultyWeights GapWeights Parameter ProximityMethod ProximityModel",
    "model.pay": "ExchangeRate ExchangeRates PayClaim PayComponent PayPeriod PayRelation PayStatistic SalaryBand",
    "model.profile": "Evidence HeldSkill Offer Profile UnknownSkill",
    "model.reading": "FileReport ReadingReport",
    "model.role": "Aspect Role Trait",
    "model.skill": "Measured Rating RelatedSkill RequirementBasis Scale ScaleStep Skill SkillKind SkillRequirement",
    "model.source": "Citation Place Source",
    "model.survey": "PayPercentiles",
    "model.transition": "ProofForm TransitionClaim TransitionKind TransitionPath TransitionStep",
    "readers.crosswalks": "read_crosswalk",
    "readers.esco": "read_esco",
    "readers.oews": "read_oews",
    "readers.onet": "read_onet",
    "readers.salaries": "Repeats read_salaries",
}
_HOME = {name: f"rolepath.{module}" for module, names in _MODULES.items() for name in names.split()}

__all__ = [  # noqa: RUF022 - in the order of sorted(), which puts SCHEMA_VERSION between Routes and SalaryBand
    "AgedPay",
    "Agreement",
    "AmbiguousNameError",
    "Aspect",
    "AspectRow",
    "Calibration",
    "Catalog",
    "CatalogError",
    "Citation",
    "ClaimCheck",
    "ClaimChecks",
    "ClaimReading",
    "ClosedSkill",
    "Closing",
    "CodeLink",
    "CodeSystem",
    "Column",
    "ColumnType",
    "CompLookup",
    "Comparison",
    "Crosswalk",
    "CurrencyError",
    "DataFileError",
    "DerivedBand",
    "Descriptor",
    "DescriptorFamily",
    "DifficultyModel",
    "DifficultyWeights",
    "Disagreement",
    "DisagreementKind",
    "Disagreements",
    "Dropped",
    "DuplicateIdError",
    "DurationCheck",
    "Entries",
    "Evidence",
    "ExchangeRate",
    "ExchangeRates",
    "Explanation",
    "Fact",
    "Factor",
    "Fault",
    "FileReport",
    "Flip",
    "FloorCheck",
    "FloorStanding",
    "GapItem",
    "GapWeights",
    "HeldSkill",
    "Holding",
    "Homonym",
    "InvalidBandError",
    "InvalidFieldError",
    "InvalidRatingError",
    "InvalidTypeError",
    "LearningPlan",
    "Level",
    "LevelId",
    "LevelTrackError",
    "LinkBasis",
    "LinkStep",
    "Measured",
    "Milestone",
    "MissingExtraError",
    "Months",
    "Nearby",
    "Need",
    "NotComparable",
    "Offer",
    "OfferAssessment",
    "OfferStanding",
    "Operation",
    "Parameter",
    "PayBounds",
    "PayClaim",
    "PayComponent",
    "PayGroup",
    "PayGrowth",
    "PayOnTheWay",
    "PayOrder",
    "PayOrderReading",
    "PayPercentiles",
    "PayPeriod",
    "PayRatio",
    "PayRelation",
    "PayRow",
    "PayStatistic",
    "Place",
    "PlaceId",
    "PlanItem",
    "Position",
    "Profile",
    "ProofForm",
    "Proximity",
    "ProximityMethod",
    "ProximityModel",
    "Question",
    "Rating",
    "Reading",
    "ReadingReport",
    "Reason",
    "Recommendation",
    "RelatedSkill",
    "Repeats",
    "Report",
    "RequirementBasis",
    "Robustness",
    "Role",
    "RoleAdvice",
    "RoleChange",
    "RoleFit",
    "RoleId",
    "RoleLink",
    "RoleMatrix",
    "RolepathError",
    "Route",
    "RouteStep",
    "Routes",
    "SCHEMA_VERSION",
    "SalaryBand",
    "Scale",
    "ScaleId",
    "ScaleStep",
    "SharedFeature",
    "SharedSkill",
    "Side",
    "Skill",
    "SkillGap",
    "SkillId",
    "SkillKind",
    "SkillRequirement",
    "SkillRow",
    "Source",
    "SourceId",
    "Standing",
    "StatedDuration",
    "SurveyAnswer",
    "SurveyStanding",
    "Table",
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
    "UnknownQuestionError",
    "UnknownRoleError",
    "UnknownScaleError",
    "UnknownSkill",
    "UnknownSkillError",
    "UnknownSourceError",
    "UnlinkedRole",
    "Variation",
    "Verdict",
    "Waypoint",
    "WhatIf",
    "__version__",
    "age_pay",
    "assess_offer",
    "catalog_from_toml",
    "check_claims",
    "check_durations",
    "comp_lookup",
    "compare",
    "crosswalk",
    "difficulty_matrix",
    "disagreements",
    "find_paths",
    "from_document",
    "from_json",
    "from_toml",
    "gap_matrix",
    "json_schema",
    "learning_plan",
    "load_catalog",
    "load_overlay",
    "nearest",
    "pay_growth",
    "proximity",
    "questions",
    "read_crosswalk",
    "read_esco",
    "read_oews",
    "read_onet",
    "read_salaries",
    "recommend",
    "report",
    "robustness",
    "skill_gap",
    "table_of",
    "to_document",
    "to_id",
    "to_json",
    "to_jsonld",
    "to_networkx",
    "to_toml",
    "transition_difficulty",
    "what_if",
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
