"""A sheet laid over the window: the rest dims, Escape or a click beside it puts it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.icon_button import IconButton
from gallows_sync.ui.language import translate


class Overlay(QWidget):
    """Fills its parent and holds ``body`` under ``title`` on a sheet in the middle."""

    def __init__(self, parent: QWidget, title: str, body: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAccessibleName(title)
        self._focus: QWidget | None = None
        self._sheet = _Sheet(self)
        heading = QLabel(title)
        heading.setFont(theme.font(theme.LARGE, bold=True))
        self.close_button = IconButton("close", translate("Overlay", "Close"), side=32)
        self.close_button.clicked.connect(self.close_sheet)
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(3 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 3 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(top)
        column.addWidget(body)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        frame.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up, over everything, and take the keyboard."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self._focus = self.window().focusWidget()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Go away, and give the keyboard back to what had it."""
        if self._focus is not None:
            self._focus.setFocus()
        self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Keep Tab on the sheet: what lies behind it cannot be seen."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        now = self.window().focusWidget()
        place = stops.index(now) + (1 if forward else -1) if now in stops else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(event.rect(), theme.color("#000000", 0.72))


class _Sheet(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(theme.LINE), 1))
        painter.setBrush(theme.color(theme.PANEL))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
