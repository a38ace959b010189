"""Whether a page looks as its stored picture; ``ROLEPATH_WRITE_PICTURES=1 nox -s browser`` writes the pictures anew."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path
from typing import Any

import matplotlib as mpl
from PIL import Image, ImageChops, ImageFilter, ImageStat

PICTURES = Path(__file__).parent / "pictures"
#: Most that a picture may differ from the stored one: the root of the mean square over all pixels and colours, each 0 to 255, after both
#: are blurred. The 64 colours of the stored pictures make 0.2, letters set at whole pixels rather than between them 2.1, and the least
#: change that a test holds it to, a table of another width, 2.5.
TOLERANCE = 2.3
BLUR = 2
#: Text is set in a font that comes with matplotlib, so that the fonts of a machine do not count.
FONT = Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
#: The font, no cursor, and nothing of furo's that floats above a page; a page that forbids fonts has to be opened with ``bypass_csp``.
STYLE = (
    "@font-face{{font-family:Stored;src:url(data:font/ttf;base64,{font})}}"
    "*{{font-family:Stored!important;caret-color:transparent!important;transition:none!important;animation:none!important}}"
    ".mobile-header,.back-to-top{{display:none!important}}"
)


def taken(page: Any, part: str | None = None) -> Image.Image:
    """Take a picture of what the window shows of a page, or of one part of it."""
    page.add_style_tag(content=STYLE.format(font=base64.b64encode(FONT.read_bytes()).decode()))
    page.evaluate("document.fonts.load('16px Stored').then(() => document.fonts.ready)")
    picture = page.screenshot() if part is None else page.locator(part).screenshot()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ: 0 = alike, 255 = black and white; different sizes are as unlike as can be."""
    if one.size != other.size:
        return 255.0
    blurred = [picture.filter(ImageFilter.GaussianBlur(BLUR)) for picture in (one, other)]
    squares = ImageStat.Stat(ImageChops.difference(*blurred)).rms
    return float((sum(square**2 for square in squares) / len(squares)) ** 0.5)


def check(picture: Image.Image, name: str, folder: Path) -> None:
    """Compare a picture with the stored one, and leave it in a folder where it differs."""
    stored = PICTURES / f"{name}.png"
    if os.environ.get("ROLEPATH_WRITE_PICTURES"):
        picture.quantize(64, dither=Image.Dither.NONE).save(stored, optimize=True)
    measured = difference(picture, Image.open(stored).convert("RGB"))
    if measured > TOLERANCE:
        picture.save(folder / f"{name}.png")
    assert measured <= TOLERANCE, f"{name} differs by {measured:.1f}; the new picture is {folder / name}.png"
