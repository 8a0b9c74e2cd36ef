"""A flat button that shows one drawn icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.icons import BOX, icon


class IconButton(QAbstractButton):
    """An icon to press, ``side`` logical pixels square; checked, it shows in the accent colour with a bar."""

    def __init__(self, name: str, label: str, side: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = name
        self._side = side
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_label(label)

    def set_label(self, label: str, key: str | None = None) -> None:
        """Name the button, for the tool tip and for screen readers; ``key`` is the key that does the same."""
        self.setAccessibleName(label)
        self.setToolTip(f"{label}  ({key})" if key else label)

    def set_icon(self, name: str) -> None:
        if name != self._icon:
            self._icon = name
            self.update()

    @property
    def icon_name(self) -> str:
        return self._icon

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._side, self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # Space plays and pauses wherever the focus is, so Enter is what presses a button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(theme.LINE if self.isDown() else theme.RAISED))
            painter.drawRoundedRect(area, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color(theme.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 4, 4)
        shade = theme.TEXT if self.isEnabled() else theme.EDGE
        if self.isChecked():
            shade = theme.ACCENT
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(shade))
            painter.drawRoundedRect(QRectF(self.width() / 2 - 6, self.height() - 6, 12, 2), 1, 1)
        scale = self._side * 0.58 / BOX
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.translate(-BOX / 2, -BOX / 2)
        painter.fillPath(icon(self._icon), theme.color(shade))
