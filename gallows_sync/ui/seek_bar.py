"""The film drawn to scale: its cues above a line, the playhead on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from gallows_sync.core.cue_map import CueMap, FilmSpan
from gallows_sync.ui import theme
from gallows_sync.ui.hover_bubble import HoverBubble
from gallows_sync.ui.timecode import clock

_MARGIN = 2 * theme.GRID
_CUES_TOP = 8
_ROW_HEIGHTS = (22, 18, 12)  # of one row of cues, of two, of three; more share the height of three
_BELOW_CUES = 8
_BELOW_LINE = 10
_HEAD = 6  # radius of the playhead
_DRAG_MS = 100  # while dragging, at most one seek in this time
_PAGE_S = 60.0
_KEY_S = 5.0


@dataclass(frozen=True, slots=True)
class _Block:
    """A placed cue: where it stands in the film (s) and in which of the rows that overlapping cues share."""

    cue_id: str
    number: str
    scene: str
    film_in: float
    film_out: float
    row: int


class SeekBar(QAbstractSlider):
    """Emits ``sought`` with a film time (s) at a click, a drag, or Home, End, Page Up and Page Down.

    It is a slider to screen readers, in milliseconds.
    """

    sought = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Position in the film")
        self.setAccessibleDescription("Page Up and Page Down move by a minute, Home and End to the ends")
        self._duration = 0.0
        self._position = 0.0
        self._blocks: tuple[_Block, ...] = ()
        self._rows = 1
        self._line_top = _CUES_TOP + _ROW_HEIGHTS[0] + _BELOW_CUES
        self._current: str | None = None
        self._shown: tuple[CueMap, float] | None = None
        self._proposed: tuple[FilmSpan, ...] = ()
        self._ground: QPixmap | None = None
        self._hover: float | None = None
        self._dragged: float | None = None
        self._asked: float | None = None
        self._following = False
        self._bubble: HoverBubble | None = None
        self._drag = QTimer(self, interval=_DRAG_MS)
        self._drag.timeout.connect(self._seek_dragged)
        self.valueChanged.connect(self._value_changed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self._line_top + _BELOW_LINE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self._line_top + _BELOW_LINE)

    def show_film(
        self, cue_map: CueMap, duration: float, current: str | None, proposed: tuple[FilmSpan, ...] = ()
    ) -> None:
        """Draw the placed cues of ``cue_map`` over a film of ``duration`` seconds; 0 when none is open.

        Stretches that are ``proposed`` are outlined.
        """
        if proposed != self._proposed:
            self._proposed = proposed
            self._ground = None
            self.update()
        if self._shown is None or self._shown[0] is not cue_map or self._shown[1] != duration:
            self._shown = (cue_map, duration)
            self._duration = duration
            self._blocks, self._rows = _blocks(cue_map)
            shared = min(self._rows, len(_ROW_HEIGHTS))
            self._line_top = _CUES_TOP + shared * _ROW_HEIGHTS[shared - 1] + _BELOW_CUES
            self.updateGeometry()
            self._following = True
            self.setRange(0, round(duration * 1000))
            self._following = False
            self.setEnabled(duration > 0)
        elif current == self._current:
            return
        self._current = current
        self._ground = None
        self.update()

    def show_position(self, seconds: float) -> None:
        """Put the playhead at ``seconds``; repaints only where it was and is, and only when it moved."""
        if self._dragged is None:
            self._move_head(seconds)

    def _move_head(self, seconds: float) -> None:
        before, after = self._x(self._position), self._x(seconds)
        self._position = seconds
        self._following = True
        self.setValue(round(seconds * 1000))
        self._following = False
        if round(before * 2) != round(after * 2):
            left, right = int(min(before, after)) - _HEAD - 2, int(max(before, after)) + _HEAD + 3
            self.update(QRect(left, 0, right - left, self.height()))

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:  # noqa: N802
        """The base class would repaint everything at every step."""
        if change is not QAbstractSlider.SliderChange.SliderValueChange:
            super().sliderChange(change)

    def _value_changed(self, value: int) -> None:
        if not self._following:  # a screen reader moved it
            self.sought.emit(value / 1000)

    def _x(self, seconds: float) -> float:
        share = seconds / self._duration if self._duration > 0 else 0.0
        return _MARGIN + max(0.0, min(1.0, share)) * (self.width() - 2 * _MARGIN)

    def _seconds(self, x: float) -> float:
        share = (x - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        return max(0.0, min(1.0, share)) * self._duration

    def position_x(self, seconds: float) -> float:
        """Return where ``seconds`` lies (logical pixels from the left edge)."""
        return self._x(seconds)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.devicePixelRatio() != ratio:
            self._ground = self._drawn_ground(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        if self._duration <= 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._x(self._position)
        painter.fillRect(QRectF(_MARGIN, self._line_top, x - _MARGIN, 3), theme.color(theme.TEXT))
        if self._hover is not None:
            hover_x = self._x(self._hover)
            painter.fillRect(
                QRectF(hover_x - 0.5, _CUES_TOP, 1, self._line_top - _CUES_TOP + 3), theme.color(theme.EDGE)
            )
        painter.fillRect(QRectF(x - 0.75, 4, 1.5, self._line_top - 4), theme.color(theme.TEXT))
        painter.setPen(QPen(theme.color(theme.PANEL), 2))
        painter.setBrush(theme.color(theme.ACCENT if self.hasFocus() else theme.TEXT))
        head = QRectF(x - _HEAD, self._line_top + 1.5 - _HEAD, 2 * _HEAD, 2 * _HEAD)
        painter.drawEllipse(head)
        if self.hasFocus():
            painter.setPen(QPen(theme.color(theme.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 2, -4, -1), 4, 4)

    def _drawn_ground(self, ratio: float) -> QPixmap:
        """Draw what does not move: the line and the cues."""
        ground = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        ground.setDevicePixelRatio(ratio)
        ground.fill(theme.color(theme.PANEL))
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(theme.LINE))
        painter.drawRoundedRect(QRectF(_MARGIN, self._line_top, self.width() - 2 * _MARGIN, 3), 1.5, 1.5)
        if self._duration > 0:
            for block in self._blocks:
                self._paint_block(painter, block)
            for span in self._proposed:
                self._paint_proposed(painter, span)
        painter.end()
        return ground

    def _paint_block(self, painter: QPainter, block: _Block) -> None:
        height = (self._line_top - _BELOW_CUES - _CUES_TOP) / self._rows
        left = self._x(block.film_in)
        width = max(3.0, self._x(block.film_out) - left)
        area = QRectF(left, _CUES_TOP + block.row * height, width, height - 1)
        current = block.cue_id == self._current
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(theme.ACCENT if current else theme.LINE))
        painter.drawRoundedRect(area.adjusted(0, 0, -1 if width > 6 else 0, 0), 3, 3)
        metrics = QFontMetricsF(painter.font())
        room = width - 12
        if (
            self._rows <= 2
            and room >= metrics.horizontalAdvance(block.number)
            and height >= metrics.height() - 4
        ):
            wordy = room > 90
            text = metrics.elidedText(
                f"{block.number}   {block.scene}" if wordy else block.number,
                Qt.TextElideMode.ElideRight,
                room,
            )
            painter.setPen(theme.color(theme.INK if current else theme.QUIET))
            align = Qt.AlignmentFlag.AlignLeft if wordy else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(area.adjusted(6, 0, -6, 0), int(align | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_proposed(self, painter: QPainter, span: FilmSpan) -> None:
        left = self._x(float(span.film_in))
        width = max(3.0, self._x(float(span.film_out)) - left)
        area = QRectF(left + 0.5, _CUES_TOP + 0.5, width - 2, self._line_top - _BELOW_CUES - _CUES_TOP - 2)
        painter.setPen(QPen(theme.color(theme.ACCENT), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 3, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._ground = None

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._duration > 0:
            self._dragged = self._asked = self._seconds(event.position().x())
            self._move_head(self._dragged)
            self.sought.emit(self._dragged)
            self._drag.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._duration <= 0:
            return
        seconds = self._seconds(event.position().x())
        if self._dragged is not None:
            self._dragged = seconds
            self._move_head(seconds)
        self._set_hover(seconds)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self._dragged is not None:
            self._drag.stop()
            self._seek_dragged()
            self._dragged = self._asked = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._set_hover(None)

    def _seek_dragged(self) -> None:
        if self._dragged is not None and self._dragged != self._asked:
            self._asked = self._dragged
            self.sought.emit(self._dragged)

    def _set_hover(self, seconds: float | None) -> None:
        for moment in (self._hover, seconds):
            if moment is not None:
                self.update(QRect(int(self._x(moment)) - 2, 0, 5, self.height()))
        self._hover = seconds
        if self._bubble is None:
            self._bubble = HoverBubble(self.window())
        if seconds is None:
            self._bubble.hide()
            return
        scenes = [block.scene for block in self._blocks if block.film_in <= seconds < block.film_out]
        place = self.mapTo(self.window(), QPoint(round(self._x(seconds)), -2))
        self._bubble.point_at(place, clock(seconds), " / ".join(scenes))

    @property
    def hover_text(self) -> str:
        """What the bubble above the pointer says; empty while the pointer is elsewhere."""
        return self._bubble.text if self._bubble is not None and self._bubble.isVisible() else ""

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        place = {
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self._duration,
            Qt.Key.Key_PageUp: self._position + _PAGE_S,
            Qt.Key.Key_PageDown: self._position - _PAGE_S,
            Qt.Key.Key_Up: self._position + _KEY_S,
            Qt.Key.Key_Down: self._position - _KEY_S,
        }.get(Qt.Key(event.key()))
        if place is None or self._duration <= 0:
            event.ignore()
            return
        place = max(0.0, min(self._duration, place))
        self._move_head(place)
        self.sought.emit(place)


def _blocks(cue_map: CueMap) -> tuple[tuple[_Block, ...], int]:
    """Return the placed cues in film order, overlapping ones in rows of their own, and how many rows."""
    ends: list[float] = []
    blocks = []
    numbered = [(str(number), cue) for number, cue in enumerate(cue_map.cues, 1) if cue.film is not None]
    for number, cue in sorted(numbered, key=lambda pair: pair[1].film.film_in if pair[1].film else 0):
        assert cue.film is not None
        start, stop = float(cue.film.film_in), float(cue.film.film_out)
        row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [stop]
        blocks.append(_Block(cue.id, number, cue.scene or cue.id, start, stop, row))
    return tuple(blocks), max(1, len(ends))
