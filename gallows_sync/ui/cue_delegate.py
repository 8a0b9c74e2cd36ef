"""How one cue is drawn in the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gallows_sync.core.cue_map import Certainty
from gallows_sync.ui import theme
from gallows_sync.ui.cue_model import CueModel, CueRow
from gallows_sync.ui.wrapping import wrapped

_Index = QModelIndex | QPersistentModelIndex
_LEFT = 7 * theme.GRID  # where the words begin; the key hint stands before
_RIGHT = 2 * theme.GRID
_TOP = 12
_SCENE_LINES = 2
_KEPT_SCENES = 1000


class CueDelegate(QStyledItemDelegate):
    """Scene in at most two lines, track below, then a mark and words for how sure the place is.

    ``marks_focus`` puts a frame around the row that has the keyboard.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks_focus = False
        self._scene = theme.font(bold=True)
        self._small = theme.font(theme.SMALL)
        self._scene_height = QFontMetricsF(self._scene).height()
        self._small_height = QFontMetricsF(self._small).height() + 3
        self._wrapped: dict[tuple[str, int], list[str]] = {}

    def _scene_lines(self, scene: str, room: int) -> list[str]:
        """Return a scene's words in lines; breaking them would take most of the time that a row takes."""
        found = self._wrapped.get((scene, room))
        if found is None:
            if len(self._wrapped) >= _KEPT_SCENES:
                self._wrapped.clear()
            found = wrapped(scene, self._scene, room, _SCENE_LINES)
            self._wrapped[scene, room] = found
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        row: CueRow = index.data(CueModel.ROW)
        view = option.widget
        width = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
        lines = len(self._scene_lines(row.scene, width - _LEFT - _RIGHT))
        small = 3 if row.trouble else 2
        height = 2 * _TOP + lines * self._scene_height + 2 + small * self._small_height
        return QSize(width, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: CueRow = index.data(CueModel.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        self._paint_ground(painter, area, row, option.state)
        if option.state & QStyle.StateFlag.State_HasFocus and self.marks_focus:
            painter.setPen(QPen(theme.color(theme.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), 4, 4)
        self._paint_key(painter, area, row)
        room = area.width() - _LEFT - _RIGHT
        left, top = area.left() + _LEFT, area.top() + _TOP
        unplaced = row.certainty is Certainty.UNPLACED
        painter.setFont(self._scene)
        painter.setPen(theme.color(theme.TEXT if row.current or not unplaced else theme.QUIET))
        for line in self._scene_lines(row.scene, round(room)):
            self._line(painter, line, left, top, room, self._scene_height)
            top += self._scene_height
        top += 2
        painter.setFont(self._small)
        painter.setPen(theme.color(theme.QUIET))
        self._line(painter, row.track, left, top, room, self._small_height)
        top += self._small_height
        shade = theme.color(theme.ACCENT if row.current or row.to_place else theme.QUIET)
        paint_mark(painter, row.certainty, QPointF(left + 5, top + self._small_height / 2), shade)
        painter.setPen(shade)
        self._line(painter, row.state, left + 16, top, room - 16, self._small_height)
        if row.trouble:
            top += self._small_height
            painter.setPen(theme.color(theme.TEXT))
            cross = QPainterPath(QPointF(left + 2, top + self._small_height / 2 - 3))
            cross.lineTo(left + 8, top + self._small_height / 2 + 3)
            cross.moveTo(left + 8, top + self._small_height / 2 - 3)
            cross.lineTo(left + 2, top + self._small_height / 2 + 3)
            painter.strokePath(cross, QPen(theme.color(theme.TEXT), 1.6))
            self._line(painter, row.trouble, left + 16, top, room - 16, self._small_height)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, row: CueRow, state: QStyle.StateFlag) -> None:
        if row.current:
            painter.fillRect(area, theme.color(theme.RAISED))
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.color(theme.ACCENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color(theme.RAISED, 0.6))
        line = QRectF(area.left() + _LEFT, area.bottom() - 1, area.width() - _LEFT, 1)
        painter.fillRect(line, theme.color(theme.LINE, 0.7))

    def _paint_key(self, painter: QPainter, area: QRectF, row: CueRow) -> None:
        if not row.key:
            return
        cap = QRectF(area.left() + 2 * theme.GRID, area.top() + _TOP - 1, 24, 22)
        marked = row.current or row.to_place
        painter.setPen(QPen(theme.color(theme.ACCENT if marked else theme.EDGE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(self._small)
        painter.setPen(theme.color(theme.ACCENT if marked else theme.QUIET))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, row.key)

    def _line(
        self, painter: QPainter, text: str, left: float, top: float, room: float, height: float
    ) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(
            QRectF(left, top, room, height),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            shown,
        )


def paint_mark(painter: QPainter, certainty: Certainty, center: QPointF, shade: QColor) -> None:
    """Draw the small mark of ``certainty``; its shapes are told apart without colour."""
    painter.save()
    painter.setPen(QPen(shade, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(center.x() - 4.5, center.y() - 4.5, 9, 9)
    if certainty is Certainty.UNPLACED:
        pen = QPen(shade, 1.4, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawEllipse(circle)
    elif certainty is Certainty.ESTIMATED:
        painter.drawEllipse(circle)
        painter.setBrush(shade)
        painter.drawPie(circle, 90 * 16, 180 * 16)
    elif certainty is Certainty.ALIGNED:
        painter.setBrush(shade)
        painter.drawEllipse(circle)
    else:
        tick = QPainterPath(QPointF(center.x() - 4.5, center.y()))
        tick.lineTo(center.x() - 1, center.y() + 4)
        tick.lineTo(center.x() + 5, center.y() - 4.5)
        painter.strokePath(tick, QPen(shade, 2))
    painter.restore()
