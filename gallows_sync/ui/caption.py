"""The few words laid over the picture after a jump: the scene and its track, coming and going softly."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QLinearGradient, QPainter

from gallows_sync.ui import theme
from gallows_sync.ui.wrapping import wrapped

FADE_IN_S = 0.15
SHOWN_S = 3.2
FADE_OUT_S = 0.6
LASTS_S = FADE_IN_S + SHOWN_S + FADE_OUT_S
_TITLE_LINES = 2


class Caption:
    """One caption, drawn once into an image so that laying it over a picture costs a small blend.

    ``began`` is the monotonic time (s) of its first instant.
    """

    def __init__(self, title: str, subtitle: str, began: float) -> None:
        self.title = title
        self.subtitle = subtitle
        self._began = began
        self._image: QImage | None = None
        self._room = QSize()
        self._ratio = 0.0

    def opacity(self, now: float) -> float:
        """Return 0 to 1 for the monotonic time ``now`` (s)."""
        age = now - self._began
        return max(0.0, min(1.0, age / FADE_IN_S, (LASTS_S - age) / FADE_OUT_S))

    def fading(self, now: float) -> bool:
        """Whether the opacity is changing at ``now``."""
        return self.opacity(now) < 1.0 and now - self._began < LASTS_S

    def over(self, now: float) -> bool:
        return now - self._began >= LASTS_S

    def place(self, picture: QRect, ratio: float) -> QRect:
        """Return where it lies on the lower edge of ``picture`` (logical pixels)."""
        if self._image is None or picture.size() != self._room or ratio != self._ratio:
            self._room, self._ratio = picture.size(), ratio
            self._image = self._drawn(picture.size(), ratio)
        size = self._image.deviceIndependentSize().toSize()
        return QRect(
            picture.left(), picture.top() + picture.height() - size.height(), size.width(), size.height()
        )

    def paint(self, painter: QPainter, picture: QRect, ratio: float, now: float) -> None:
        place = self.place(picture, ratio)
        assert self._image is not None
        painter.setOpacity(self.opacity(now))
        painter.drawImage(QPointF(place.topLeft()), self._image)
        painter.setOpacity(1.0)

    def _drawn(self, picture: QSize, ratio: float) -> QImage:
        large = theme.font(theme.LARGE if picture.width() < 1200 else theme.TITLE, bold=True)
        small = theme.font(1.0 if picture.width() < 1200 else theme.LARGE)
        margin = 3 * theme.GRID
        width = picture.width()
        room = max(80, width - 2 * margin)
        title = wrapped(self.title, large, room, _TITLE_LINES)
        title[-1] = QFontMetricsF(large).elidedText(title[-1], Qt.TextElideMode.ElideRight, room)
        subtitle = QFontMetricsF(small).elidedText(self.subtitle, Qt.TextElideMode.ElideRight, room)
        top = QFontMetricsF(large).height()
        height = len(title) * top + QFontMetricsF(small).height() + theme.GRID / 2 + 3 * margin
        image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        # A shade that is darkest at the edge keeps the words readable over a white picture.
        shade = QLinearGradient(0, height, 0, 0)
        shade.setColorAt(0, theme.color("#000000", 0.85))
        shade.setColorAt(0.6, theme.color("#000000", 0.55))
        shade.setColorAt(1, theme.color("#000000", 0))
        painter.fillRect(QRectF(0, 0, width, height), shade)
        line = QRectF(margin, 2 * margin, room, top)
        painter.setFont(large)
        painter.setPen(theme.color(theme.TEXT))
        for words in title:
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
            line.moveTop(line.bottom())
        line.moveTop(line.top() + theme.GRID / 2)
        line.setHeight(QFontMetricsF(small).height())
        painter.setFont(small)
        painter.setPen(theme.color(theme.ACCENT))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), subtitle)
        painter.end()
        return image
