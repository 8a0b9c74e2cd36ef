"""Keeps a window's whole frame, its title bar too, on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget


def kept_inside(frame: QRect, room: QRect) -> QRect:
    """Return ``frame``, moved into ``room`` and no larger than that.

    >>> kept_inside(QRect(-20, 10, 300, 900), QRect(0, 30, 1280, 690)).getRect()
    (0, 30, 300, 690)
    """
    size = frame.size().boundedTo(room.size())
    left = min(frame.x(), room.x() + room.width() - size.width())
    top = min(frame.y(), room.y() + room.height() - size.height())
    return QRect(max(left, room.x()), max(top, room.y()), size.width(), size.height())


class WholeFrame(QObject):
    """Moves ``window`` once, when it has come to the screen: only then is known what frame it was given."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.winId()  # from here on it has a handle
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._keep)
        return False

    def _keep(self) -> None:
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        frame, room = window.windowHandle().frameGeometry(), window.screen().availableGeometry()
        kept = kept_inside(frame, room)
        if kept != frame:
            window.setGeometry(kept.marginsRemoved(window.windowHandle().frameMargins()))
