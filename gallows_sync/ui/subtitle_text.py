"""The words of the subtitles, drawn over the lower part of the picture."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

_HEIGHT = 0.052
"""Of a line's letters, as a part of the picture's height …"""
_WIDTH = 0.030
"""… but in a narrow picture of its width."""
_SMALLEST_PX = 12
_SAFE = 0.06
"""This part of the picture is left free at each side (title safe, EBU R 95 has 5 %)."""


class SubtitleText:
    """Draws a text once into an image, and that over every picture for as long as it stays."""

    def __init__(self) -> None:
        self._drawn: tuple[str, QSize, float] | None = None
        self._image = QImage()

    def place(self, text: str, picture: QRect, ratio: float, lifted: int = 0) -> QRect:
        """Return where ``text`` lies over ``picture`` (logical pixels), ``lifted`` above its usual place."""
        if self._drawn != (text, picture.size(), ratio):
            self._drawn = text, picture.size(), ratio
            self._image = _image(text, picture.size(), ratio)
        size = self._image.deviceIndependentSize().toSize()
        below = max(round(picture.height() * _SAFE), lifted)
        return QRect(
            picture.left() + (picture.width() - size.width()) // 2,
            max(picture.top(), picture.top() + picture.height() - below - size.height()),
            size.width(),
            size.height(),
        )

    def paint(self, painter: QPainter, text: str, picture: QRect, ratio: float, lifted: int = 0) -> None:
        place = self.place(text, picture, ratio, lifted)
        painter.drawImage(QPointF(place.topLeft()), self._image)


def letter_height(picture: QSize) -> int:
    """Return the size of letters (px) that can be read in a picture of this size."""
    return max(_SMALLEST_PX, round(min(picture.height() * _HEIGHT, picture.width() * _WIDTH)))


def _image(text: str, picture: QSize, ratio: float) -> QImage:
    font = QFont(QApplication.font())
    font.setPixelSize(letter_height(picture))
    font.setWeight(QFont.Weight.Medium)
    outline = max(2.0, font.pixelSize() / 7)
    room = picture.width() * (1 - 2 * _SAFE) - 2 * outline
    metrics = QFontMetricsF(font)
    rows = [row for line in text.splitlines() for row in _wrapped(line, font, room)]
    widths = [metrics.horizontalAdvance(row) for row in rows]
    width = ceil(max(widths, default=0.0) + 2 * outline)
    height = ceil(metrics.lineSpacing() * len(rows) + 2 * outline)
    letters = QPainterPath()
    for place, (row, row_width) in enumerate(zip(rows, widths, strict=True)):
        base = outline + place * metrics.lineSpacing() + metrics.ascent()
        letters.addText(QPointF((width - row_width) / 2, base), font, row)
    image = QImage(
        max(1, round(width * ratio)), max(1, round(height * ratio)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(Qt.GlobalColor.black, outline)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(letters, edge)
    painter.fillPath(letters, Qt.GlobalColor.white)
    painter.end()
    return image


def _wrapped(line: str, font: QFont, room: float) -> list[str]:
    """Return ``line`` in rows no wider than ``room`` (px)."""
    layout = QTextLayout(line, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    rows = []
    units = line.encode("utf-16-le")  # which Qt counts in
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(room)
        start, stop = 2 * row.textStart(), 2 * (row.textStart() + row.textLength())
        rows.append(units[start:stop].decode("utf-16-le", "replace").strip())
    layout.endLayout()
    return rows
