"""Predict the pay of one year from the records of the years before, and say how far off each way to do so is.

Run ``python benchmarks/pay_backoff.py FILE``, with a CSV file of single salaries that has the columns of COLUMNS below. What the library
does is measured by the library: the earlier years are written to a file, ``read_salaries`` reads it, and ``comp_lookup`` answers for each
record of the year that is left out. The other ways are worked out here. Which one the library follows is chosen by 2022, predicted from
2020 and 2021; the year 2023 is for the report alone.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import fmean, median

import rolepath as rp
from rolepath.readers.salaries import percentile

COLUMNS = {
    "title": "job_title",
    "pay": "salary",
    "year": "work_year",
    "level": "experience_level",
    "location": "company_location",
    "currency": "salary_currency",
    "employment": "employment_type",
}
LEVELS = {"EN": "entry", "MI": "mid", "SE": "senior", "EX": "executive"}
#: Losses in money add up in one currency alone.
CURRENCY = "USD"
PERCENTS = (10, 25, 50, 75, 90)
FEWEST = 10
#: Sizes of groups that are reported by themselves: least and most records.
SIZES = ((10, 19), (20, 49), (50, 199), (200, 10**9))
YEARS_TO_PREDICT = (2022, 2023)

Row = dict[str, str]
#: Percentiles of pay from low to high, and the number of records that they come from.
Forecast = tuple[list[float], int]


@dataclass(frozen=True)
class Scores:
    """How far off forecasts are."""

    #: Median of the error of the median, relative to the pay.
    median_error: float
    #: Mean pinball loss over the five percentiles.
    pinball: float
    #: Share of the pay that lies within percentiles 10 to 90; 0.80 would be right.
    coverage: float


def scored(pairs: Sequence[tuple[float, Forecast]]) -> Scores | None:
    """Score forecasts beside the pay that came."""
    if not pairs:
        return None
    errors = [abs(figures[2] - pay) / pay for pay, (figures, _) in pairs]
    losses = [
        fmean(max(p * (pay - figure), (p - 100) * (pay - figure)) / 100 for p, figure in zip(PERCENTS, figures, strict=True))
        for pay, (figures, _) in pairs
    ]
    inside = [figures[0] <= pay <= figures[-1] for pay, (figures, _) in pairs]
    return Scores(median(errors), fmean(losses), fmean(inside))


def library(rows: list[Row]) -> Callable[[Row], Forecast | None]:
    """Forecast as the library answers."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "earlier.csv")
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        catalog = rp.read_salaries(file, columns=COLUMNS, levels=LEVELS, employment="FT")

    def forecast(row: Row) -> Forecast | None:
        place = row["company_location"].lower()
        try:
            answer = rp.comp_lookup(
                row["job_title"],
                level=LEVELS[row["experience_level"]],
                location=place if any(known.id == place for known in catalog.places) else None,
                currency=CURRENCY,
                catalog=catalog,
            )
        except rp.UnknownRoleError:
            return None
        # Where the place is new to the file, nothing is known of it, and groups of all places are listed.
        group = next((survey.percentiles for survey in answer.surveys), None)
        return None if group is None or group.records is None else ([float(f) for f in group.figures.values()], group.records)

    return forecast


def by_order(*order: str, kept: bool = False, inner: bool = False) -> Callable[[list[Row]], Callable[[Row], Forecast | None]]:
    """Back off through groups: t, l, p and y stand for title, level, place and the latest year.

    Args:
        order: the groups from the first to be asked to the last.
        kept: whether exact repeats count.
        inner: whether percentiles stand at ``1 + (n - 1) p`` rather than ``(n + 1) p``.
    """
    names = {"t": "job_title", "l": "experience_level", "p": "company_location"}

    def method(rows: list[Row]) -> Callable[[Row], Forecast | None]:
        latest = max(row["work_year"] for row in rows)
        groups: dict[tuple[str, ...], list[Decimal]] = {}
        for row in rows if kept else distinct(rows):
            for group in order:
                if "y" not in group or row["work_year"] == latest:
                    groups.setdefault((group, *(row[names[part]] for part in group if part != "y")), []).append(Decimal(row["salary"]))
        read = {
            key: ([float((_inner if inner else percentile)(sorted(pays), p)) for p in PERCENTS], len(pays))
            for key, pays in groups.items()
            if len(pays) >= FEWEST
        }

        def forecast(row: Row) -> Forecast | None:
            keys = ((group, *(row[names[part]] for part in group if part != "y")) for group in order)
            return next((read[key] for key in keys if key in read), None)

        return forecast

    return method


def _inner(amounts: list[Decimal], percent: int) -> Decimal:
    place, rest = divmod((len(amounts) - 1) * percent, 100)
    low, high = amounts[place], amounts[min(place + 1, len(amounts) - 1)]
    return low + (high - low) * rest / 100


def distinct(rows: Iterable[Row]) -> list[Row]:
    """Each record once."""
    return list({tuple(row.items()): row for row in rows}.values())


ROLE_LAST = ("tlpy", "tlp", "tpy", "tly", "tp", "tl", "ty", "t", "lp", "l", "")
METHODS: dict[str, Callable[[list[Row]], Callable[[Row], Forecast | None]]] = {
    "library": library,
    "plain median of the title": by_order("t"),
    "title and level, then title": by_order("tl", "t"),
    "title, level and place alone": by_order("tlp"),
    "back off, title dropped first": by_order("tlpy", "lpy", "tpy", "tly", "ly", "py", "ty", "tlp", "lp", "tl", "tp", "l", "p", "t", ""),
    "back off, place dropped first": by_order("tlpy", "tlp", "tly", "tl", "ty", "t", "lp", "l", ""),
    "back off, repeats kept": by_order(*ROLE_LAST, kept=True),
    "back off, percentiles at 1 + (n-1)p": by_order(*ROLE_LAST, inner=True),
}


def main(path: Path) -> None:
    """Print the scores of each way, and those of the library by the size of its groups."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["salary_currency"] == CURRENCY and row["employment_type"] == "FT"]
    for year in YEARS_TO_PREDICT:
        before = [row for row in rows if int(row["work_year"]) < year]
        test = distinct(row for row in rows if int(row["work_year"]) == year)
        print(f"\n{year} from the years before: {len(test):,} records from {len(distinct(before)):,} ({len(before):,} with repeats)\n")
        print(f"{'way':<40} {'answered':>9} {'error':>7} {'pinball':>8} {'10-90':>6}   library on the same records")
        told: dict[str, dict[int, Forecast]] = {}
        for name, method in METHODS.items():
            forecast = method(before)
            told[name] = {at: found for at, row in enumerate(test) if (found := forecast(row)) is not None}
            share = len(told[name]) / len(test)
            same = [at for at in told[name] if at in told["library"]]
            pairs = {way: [(float(test[at]["salary"]), told[way][at]) for at in same] for way in (name, "library")}
            print(f"{name:<40} {share:>9.1%} {line(pairs[name])}   {'' if name == 'library' else line(pairs['library'])}")
        ours, plain = (told[name] for name in list(METHODS)[:2])
        both = ours.keys() & plain.keys()
        print("\nthe same records, by the size of the group that the library answers from")
        for least, most in SIZES:
            chosen = [at for at in sorted(both) if least <= ours[at][1] <= most]
            size = f"{least}-{most}" if most < SIZES[-1][1] else f"{least} and more"
            for name, way in (("library", ours), ("plain median", plain)):
                pairs = [(float(test[at]["salary"]), way[at]) for at in chosen]
                print(f"{size:<14}{name:<26} {len(chosen):>9,} {line(pairs)}")


def line(pairs: Sequence[tuple[float, Forecast]]) -> str:
    """Write the scores of some forecasts."""
    scores = scored(pairs)
    return "none" if scores is None else f"{scores.median_error:>7.1%} {scores.pinball:>8,.0f} {scores.coverage:>6.1%}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    main(parser.parse_args().file)
