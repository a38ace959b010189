"""Descriptors: what a framework ties to a role besides skills, item by item."""

from __future__ import annotations

import attrs

from rolepath.model import _check as check
from rolepath.model._check import Choice
from rolepath.model.identity import RoleId, visible
from rolepath.model.shown import Shown
from rolepath.model.source import Citation

__all__ = ["Descriptor", "DescriptorFamily"]

#: Values beyond it are of no scale, and their squares would leave the floats.
LARGEST_VALUE = 1e15


class DescriptorFamily(Choice):
    """What sort of item a descriptor ties to a role."""

    #: Something done at work. ``within`` names the wider activities that it is part of.
    ACTIVITY = "activity"
    #: A kind of software; the label names a product.
    TECHNOLOGY = "technology"
    #: A kind of machine or instrument; the label names one.
    TOOL = "tool"
    #: An occupational interest; the value is how well the role fits it.
    INTEREST = "interest"
    #: The preparation that the role asks for; the value is a step of an ordered scale, higher for more.
    PREPARATION = "preparation"
    #: A level of education; the value is the share of people in the role, in percent, who say that it is required.
    EDUCATION = "education"
    #: Another role that the source calls related; the item is its id, the value its place, 1 for the nearest.
    RELATED_ROLE = "related-role"
    #: A group of roles, or a wider role, that the source puts the role under. ``within`` names the groups that it is part of itself.
    GROUP = "group"


@attrs.frozen(kw_only=True, repr=False)
class Descriptor(Shown):
    """One source ties one item to a role: an activity, a technology, an interest, the preparation it asks for.

    Skills are told by :class:`rolepath.SkillRequirement` instead.
    """

    #: Role described.
    role: RoleId = attrs.field(validator=check.ident)
    #: Sort of item.
    family: DescriptorFamily = attrs.field(converter=DescriptorFamily)
    #: The source's code of the item; descriptors of one family with the same item say the same of different roles.
    item: str = attrs.field(validator=check.text)
    #: Name of the item, or of one example of it, as the source prints it.
    label: str = attrs.field(validator=check.text)
    #: Where the source says so.
    citation: Citation = attrs.field(validator=check.kind(Citation))
    #: How much of it, as the family says, or None where the source only names it.
    value: float | None = attrs.field(default=None, validator=check.maybe(check.number(-LARGEST_VALUE, LARGEST_VALUE)))
    #: Names of the wider items that it is part of, or their codes where they have none, nearest first.
    within: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))
    #: Fields that the source does not state and that are inferred.
    assumed: tuple[str, ...] = attrs.field(default=(), validator=check.each(check.text))

    _rules = (check.assumptions,)
    __attrs_post_init__ = check.keep_rules

    def __repr__(self) -> str:
        """Name the descriptor on one line."""
        value = "" if self.value is None else f" = {self.value:g}"
        return f"Descriptor({self.role}: {self.family} {visible(self.label)}{value})"
