"""Write the stored pictures anew; ``nox -s pictures`` runs it. Look at what changed before you commit it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from PIL import Image

import rolepath as rp

HERE = Path(__file__).parent
ROLES = ("data scientist", "ML engineer", "AI engineer")
#: What is drawn under which name.
PICTURES: dict[str, Callable[[], Axes]] = {
    "gap": lambda: rp.skill_gap("data scientist", "ML engineer").plot(),
    "difficulty": lambda: rp.transition_difficulty("data scientist", "ML engineer").plot(),
    "pay": lambda: rp.comp_lookup("ML engineer", currency="USD").plot(),
    "pay-of-unlike-kinds": lambda: rp.comp_lookup("data scientist").plot(),
    "skills": lambda: rp.compare(*ROLES).plot(),
    "moves": lambda: rp.compare(*ROLES, "data analyst").plot_moves(),
    "plan": lambda: rp.learning_plan("data scientist", "ML engineer").plot(),
    "disagreements": lambda: rp.disagreements().plot(),
}


def drawn(name: str) -> Axes:
    """Draw a picture with the settings that matplotlib comes with."""
    with mpl.rc_context():
        mpl.rcdefaults()
        return PICTURES[name]()


def saved(ax: Axes, path: Path) -> None:
    """Save a picture in 256 colours, which is a third of its size."""
    picture = io.BytesIO()
    with mpl.rc_context():
        mpl.rcdefaults()
        ax.figure.figure.savefig(picture, format="png", dpi=100)
    Image.open(picture).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write every picture."""
    for name in PICTURES:
        saved(drawn(name), HERE / f"{name}.png")


if __name__ == "__main__":
    main()
