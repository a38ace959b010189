from __future__ import annotations

import random
from math import fsum

from rolepath.analysis.account import capped, shares


def test_parts_of_a_total() -> None:
    assert shares([1.0, 0.5, 0.0], 2.0) == [0.5, 0.25, 0.0]


def test_nothing_to_divide_by() -> None:
    assert shares([0.0, 0.0], 0.0) == [0.0, 0.0]
    assert shares([], 0.0) == []


def test_the_whole_is_one() -> None:
    # 1/2.05, 0.4/2.05 and 0.65/2.05 add up to the float after 1; the largest part gives way.
    values = [1.0, 0.4, 0.65]
    plain = [value / fsum(values) for value in values]
    assert fsum(plain) == 1.0000000000000002
    parts = shares(values, fsum(values))
    assert fsum(parts) == 1.0
    assert parts[1:] == plain[1:]
    assert 0.0 < plain[0] - parts[0] < 1e-15


def test_the_whole_is_never_less_than_one() -> None:
    order = random.Random(1)
    for _ in range(2000):
        values = [order.randint(1, 20) * order.choice((1 / 3, 6 / 7, 0.05, 0.6)) for _ in range(order.randint(1, 7))]
        assert fsum(shares(values, fsum(values))) == 1.0


def test_less_than_the_whole_is_left_alone() -> None:
    assert shares([1.0, 1.0], 3.0) == [1 / 3, 1 / 3]
    assert capped([0.25, 0.5]) == [0.25, 0.5]
    assert capped([0.5, 0.5]) == [0.5, 0.5]


def test_what_rounding_adds_is_taken_off() -> None:
    parts = capped([0.75, 0.25 + 2**-52])
    assert fsum(parts) == 1.0
    assert parts[1] == 0.25 + 2**-52
