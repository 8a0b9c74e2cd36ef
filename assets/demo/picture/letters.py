"""Letters of the film: title, end card, signs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from picture.stage import gray

FAMILY = "Bebas Neue"
"""Licence: SIL Open Font License 1.1; Debian package fonts-bebas-neue."""


def text(
    p: QPainter,
    string: str,
    x: float,
    y: float,
    size: float,
    tone: float = 235,
    alpha: float = 1.0,
    tracking: float = 0.12,
    weight: QFont.Weight = QFont.Weight.Normal,
    outline: float = 0.0,
) -> float:
    """Write ``string`` in the film's capitals with its middle at ``x`` and its foot at ``y``; return its
    width.

    ``size`` is the height of a capital in pixels, ``tracking`` the space between letters as a share of it.
    With ``outline`` only a line of that width is drawn, as a neon tube would."""
    path, width = letters(string, size, tracking, weight)
    path.translate(x - width / 2, y)
    if outline:
        p.strokePath(path, QPen(gray(tone, alpha), outline, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    else:
        p.fillPath(path, gray(tone, alpha))
    return width


def letters(
    string: str, size: float, tracking: float = 0.12, weight: QFont.Weight = QFont.Weight.Normal
) -> tuple[QPainterPath, float]:
    """Return the outline of ``string``, its foot at (0, 0), and its width."""
    font = QFont(FAMILY, weight=weight)
    font.setPixelSize(200)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(font)
    path = QPainterPath()
    x = 0.0
    for letter in string:
        glyph = QPainterPath()
        glyph.addText(x, 0, font, letter)
        path.addPath(glyph)
        x += metrics.horizontalAdvance(letter) + tracking * 140
    scale = size / 140  # Capitals of Bebas Neue are 0.7 of its em high.
    return QTransform.fromScale(scale, scale).map(path), (x - tracking * 140) * scale
