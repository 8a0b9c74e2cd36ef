"""The list of scenes: press one and it plays."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from gallows_sync.core.cue_map import CueMap
from gallows_sync.core.media_files import AlbumMatch
from gallows_sync.ui.cue_delegate import CueDelegate
from gallows_sync.ui.cue_model import CueModel, CueRow, cue_rows
from gallows_sync.ui.digit_row import place_in_digit_row
from gallows_sync.ui.language import translate

_Index = QModelIndex | QPersistentModelIndex


class CueList(QListView):
    """Emits ``chosen`` with a cue's id at the press of the mouse, or of Enter."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CueModel()
        self._shown: tuple[CueMap, AlbumMatch | None] | None = None
        self._rows: tuple[CueRow, ...] = ()
        self._current: str | None = None
        self._delegate = CueDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(translate("CueList", "Scenes"))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, palette.color(palette.ColorRole.Window))
        self.setPalette(palette)

    def show_cues(
        self, cue_map: CueMap, match: AlbumMatch | None, current: str | None, to_place: str | None = None
    ) -> None:
        """Show the cues of ``cue_map``; mark the ones with the ids ``current`` and ``to_place``."""
        if self._shown is None or cue_map is not self._shown[0] or match is not self._shown[1]:
            self._shown = (cue_map, match)
            self._rows = cue_rows(cue_map, match)
        self._model.show(self._rows, current, to_place)
        if current != self._current:
            self._current = current
            index = self._model.position(current)
            if index.isValid():
                self.setCurrentIndex(index)
                self.scrollTo(index)

    def dataChanged(  # noqa: N802
        self, top_left: _Index, bottom_right: _Index, roles: Iterable[int] = ()
    ) -> None:
        """The list would lay out and draw all rows; the model's rows are as high as before."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._mark_focus(by_key or self._delegate.marks_focus)
        super().focusInEvent(event)

    def _mark_focus(self, marks: bool) -> None:
        """Mark the row that Enter would jump to, for those who use keys; a pointer needs no such mark."""
        if marks != self._delegate.marks_focus:
            self._delegate.marks_focus = marks
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._mark_focus(False)
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.chosen.emit(self._model.row(index).cue_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The first press of a double click has jumped already; a second jump would only stutter."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.chosen.emit(self._model.row(self.currentIndex()).cue_id)
        elif place_in_digit_row(event) is not None:  # a jump, not the beginning of a scene's name
            event.ignore()
        else:
            self._mark_focus(True)
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """What was seen of the current scene stays in sight, as when a notice comes or full screen ends."""
        seen = self.visualRect(self.currentIndex()).intersects(QRect(QPoint(), event.oldSize()))
        super().resizeEvent(event)
        if seen:
            self.scrollTo(self.currentIndex())
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # scenes wrap at the width, so heights depend on it
