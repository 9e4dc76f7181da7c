"""Ways in which paper is bad when it comes to be scanned: each takes a clean page's picture and gives a worse one.

All are deterministic by their generator. Pictures are BGR, ``scale`` is pixels a point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Sheet = NDArray[np.uint8]
Random = np.random.Generator
Damage = Callable[[Sheet, float, Random], Sheet]
_WHITE = (255.0, 255.0, 255.0)


def photocopy(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """A copy of a copy at 150 dpi: hard contrast, eaten strokes, dust."""
    grey = cv2.cvtColor(_resized(sheet, 150 / 72 / scale), cv2.COLOR_BGR2GRAY)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.6).astype(np.float32)
    grey += cv2.GaussianBlur(random.normal(0, 22, grey.shape).astype(np.float32), (0, 0), 1.0)
    hard = np.clip((grey - 150) * 2.2 + 150, 0, 255)
    dust = random.random(grey.shape) < 0.0004
    return _coloured(np.where(cv2.dilate(dust.astype(np.uint8), np.ones((2, 2))) > 0, 30, hard))


def jpeg(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """Strong JPEG compression at 150 dpi."""
    del random
    return _squeezed(_resized(sheet, 150 / 72 / scale), 20)


def blur(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """Out of focus, with a scanner's noise."""
    return _noisy(cv2.GaussianBlur(sheet, (0, 0), 0.42 * scale), 4, random)


def skew(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """Laid askew by two to four degrees."""
    rows, columns = sheet.shape[:2]
    angle = float(random.uniform(2, 4) * random.choice([-1, 1]))
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 0.94)
    return _noisy(np.asarray(cv2.warpAffine(sheet, turn, (columns, rows), borderValue=_WHITE), np.uint8), 3, random)


def curl(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """A bound volume's page that rises to its spine: lines bend, and the spine is dark."""
    rows, columns = sheet.shape[:2]
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    rise = float(random.uniform(7, 11)) * scale
    near = np.exp(-x / (0.22 * columns))
    bent = cv2.remap(sheet, x, y + rise * near * (1 - y / rows), cv2.INTER_LINEAR, borderValue=_WHITE)
    return _shaded(np.asarray(bent, np.uint8), 1 - 0.45 * np.exp(-x / (0.05 * columns)))


def shadow(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """The shadow of a hand and uneven light."""
    rows, columns = sheet.shape[:2]
    x, y = np.meshgrid(np.linspace(0, 1, columns, dtype=np.float32), np.linspace(0, 1, rows, dtype=np.float32))
    slope = float(random.uniform(0.5, 1.2))
    edge = 1 / (1 + np.exp(-(x + slope * y - 0.5 - slope / 2) * 30))
    return _noisy(_shaded(sheet, (0.62 + 0.38 * edge) * (0.85 + 0.15 * x)), 4, random)


def stamp(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """A round stamp and a signature across the cells of the lower right."""
    rows, columns = sheet.shape[:2]
    ink = np.full_like(sheet, 255)
    middle = (int(columns * random.uniform(0.6, 0.75)), int(rows * random.uniform(0.35, 0.6)))
    for radius, width in ((52, 2.4), (46, 1.0), (30, 1.0)):
        cv2.circle(ink, middle, int(radius * scale), (190, 70, 110), max(1, round(width * scale)), cv2.LINE_AA)
    for k, word in enumerate(("DINAS", "SETDA")):
        at = (middle[0] - int(22 * scale), middle[1] + int((12 * k - 2) * scale))
        cv2.putText(ink, word, at, cv2.FONT_HERSHEY_DUPLEX, 0.4 * scale, (190, 70, 110), max(1, round(0.5 * scale)))
    t = np.linspace(0, 6, 200)
    pen = np.stack([middle[0] + (t * 22 - 90) * scale, middle[1] + np.sin(t * 2.3) * 24 * scale], axis=1)
    cv2.polylines(ink, [pen.round().astype(np.int32)], False, (150, 40, 30), max(1, round(0.9 * scale)), cv2.LINE_AA)
    # Ink of a stamp lets what is printed show through.
    return _noisy((sheet.astype(np.float32) * (0.25 + 0.75 * ink / 255.0)).astype(np.uint8), 3, random)


def paper(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """Coloured paper with a grain."""
    colour = np.array([(140, 225, 250), (205, 190, 245), (200, 235, 195), (235, 215, 190)][int(random.integers(4))])
    grain = cv2.GaussianBlur(random.normal(0, 10, sheet.shape[:2]).astype(np.float32), (0, 0), 0.5 * scale)
    return np.clip(sheet * (colour / 255.0) + grain[:, :, None], 0, 255).astype(np.uint8)


def show_through(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """The back of thin paper, mirrored and pale."""
    back = cv2.GaussianBlur(np.asarray(sheet[:, ::-1]), (0, 0), 0.35 * scale).astype(np.float32)
    shift = int(random.integers(5, 12) * scale)
    return _noisy(np.clip(sheet - 0.22 * (255 - np.roll(back, shift, axis=0)), 0, 255).astype(np.uint8), 3, random)


def sideways(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """Fed sideways; the page's /Rotate does not say so."""
    turn = cv2.ROTATE_90_CLOCKWISE if random.random() < 0.5 else cv2.ROTATE_90_COUNTERCLOCKWISE
    return _noisy(np.asarray(cv2.rotate(sheet, turn), np.uint8), 3, random)


def upside_down(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """Fed the wrong way round."""
    return _noisy(np.asarray(cv2.rotate(sheet, cv2.ROTATE_180), np.uint8), 3, random)


def photo(sheet: Sheet, scale: float, random: Random) -> Sheet:
    """A telephone's photograph: the sheet small on a dark desk, seen at an angle, in uneven light."""
    rows, columns = sheet.shape[:2]
    reach = random.uniform(0.03, 0.06, (4, 2)) * (columns, rows)
    inner = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    sign = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    outer = (inner + sign * (reach + 0.05 * np.array([columns, rows]))).astype(np.float32)
    seen = cv2.getPerspectiveTransform(inner, outer)
    desk = np.full_like(sheet, 70) + random.integers(0, 12, sheet.shape, dtype=np.uint8)
    laid = cv2.warpPerspective(sheet, seen, (columns, rows), dst=desk, borderMode=cv2.BORDER_TRANSPARENT)
    x = np.linspace(0.72, 1.0, columns, dtype=np.float32)[None, :] * np.ones((rows, 1), np.float32)
    lit = _shaded(np.asarray(laid, np.uint8), x)
    return _squeezed(_noisy(cv2.GaussianBlur(lit, (0, 0), 0.2 * scale), 4, random), 60)


DAMAGES: dict[str, Damage] = {
    "salinan": photocopy, "jpeg": jpeg, "kabur": blur, "miring": skew, "lengkung": curl, "bayangan": shadow,
    "cap": stamp, "kertas": paper, "tembus": show_through, "rebah": sideways, "terbalik": upside_down,
    "foto": photo,
}  # fmt: skip
"""By the name of the kind; two pages on one sheet are ``pair``'s."""


def pair(left: Sheet, right: Sheet) -> Sheet:
    """Two pages side by side, as from an open book."""
    rows = max(len(left), len(right))
    return np.concatenate([_tall(left, rows), _tall(right, rows)], axis=1)


def stacked(sheets: Sequence[Sheet]) -> Sheet:
    """Sheets one below the other."""
    wide = max(sheet.shape[1] for sheet in sheets)
    padded = [np.pad(s, ((0, 0), (0, wide - s.shape[1]), (0, 0)), constant_values=255) for s in sheets]
    return np.concatenate(padded)


class Text(NamedTuple):
    """Text that is set on a page: its left end and its foot from the top, in points; a layer's is not ``shown``."""

    text: str
    x: float
    y: float
    size: float
    shown: bool = False


def as_pdf(
    sheet: Sheet,
    scale: float,
    quality: int = 85,
    *,
    layer: Sequence[Text] = (),
    place: tuple[float, float, float, float] | None = None,
    size: tuple[float, float] | None = None,
) -> bytes:
    """A PDF of one page that the picture fills, with some text; or one of this ``size`` with the picture in a place."""
    rows, columns = sheet.shape[:2]
    data = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
    width, height = size or (columns / scale, rows / scale)
    x0, y0, x1, y1 = place or (0.0, 0.0, width, height)
    put = f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {height - y1:.2f} cm /P Do Q\n".encode()
    draw = put + b"".join(_set(text, height) for text in layer)
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width {columns} /Height {rows} /ColorSpace /DeviceRGB "
        f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
    )
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents 4 0 R "
        "/Resources << /XObject << /P 5 0 R >> /Font << /F 6 0 R >> >> >>"
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page.encode(),
        f"<< /Length {len(draw)} >>\nstream\n".encode() + draw + b"\nendstream",
        picture.encode() + data + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]  # fmt: skip
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 7\n0000000000 65535 f \n{table}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode()


def _set(text: Text, height: float) -> bytes:
    said = text.text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        said = said.replace(sign, b"\\" + sign)
    mode = 0 if text.shown else 3
    place = f"{text.x:.2f} {height - text.y:.2f}"
    return f"BT /F {max(text.size, 1.0):.2f} Tf {mode} Tr {place} Td (".encode() + said + b") Tj ET\n"


def _resized(sheet: Sheet, factor: float) -> Sheet:
    return np.asarray(cv2.resize(sheet, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def _coloured(grey: NDArray[np.floating]) -> Sheet:
    return np.asarray(cv2.cvtColor(np.clip(grey, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR), np.uint8)


def _squeezed(sheet: Sheet, quality: int) -> Sheet:
    data = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def _noisy(sheet: NDArray[np.uint8], level: float, random: Random) -> Sheet:
    return np.clip(sheet + random.normal(0, level, sheet.shape[:2])[:, :, None], 0, 255).astype(np.uint8)


def _shaded(sheet: Sheet, light: NDArray[np.floating]) -> Sheet:
    return np.clip(sheet * light[:, :, None], 0, 255).astype(np.uint8)


def _tall(sheet: Sheet, rows: int) -> Sheet:
    return np.pad(sheet, ((0, rows - len(sheet)), (0, 0), (0, 0)), constant_values=255)
