"""A quiet strip that says what does not work and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.icon_button import IconButton
from gallows_sync.ui.icons import BOX, icon
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from gallows_sync.notices import Notice


class _Sign(QWidget):
    """The icon before the words."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(24, 24)
        self._icon = "info"

    def show_icon(self, name: str) -> None:
        self._icon = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / BOX, self.height() / BOX)
        painter.fillPath(icon(self._icon), theme.color(theme.ACCENT))


class NoticeStrip(QWidget):
    """Hidden while there is nothing to say; shows one notice at a time, the latest first.

    Emits ``dismissed`` with the notice that a person has read.
    """

    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._notices: list[Notice] = []
        self._sign = _Sign()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.advice = QLabel()
        self.advice.setWordWrap(True)
        self.advice.setTextFormat(Qt.TextFormat.PlainText)
        self.advice.setStyleSheet(f"color: {theme.QUIET};")
        self.advice.setFont(theme.font(theme.SMALL))
        self.advice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QLabel()
        self.more.setStyleSheet(f"color: {theme.QUIET};")
        self.more.setFont(theme.font(theme.SMALL))
        self.close_button = IconButton("close", translate("NoticeStrip", "Dismiss"), side=32)
        self.close_button.clicked.connect(self._dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID + 4)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.more)
        row.addWidget(self.close_button)
        self.hide()

    def refresh(self, session: SessionPort) -> None:
        """Show what there is to say now."""
        kept = [notice for notice in self._notices if notice in session.notices]
        new = [notice for notice in session.notices if notice not in kept]
        notices = self._notices = sorted(new, key=lambda notice: notice.kind != "problem") + kept
        if not notices:
            self.hide()
            return
        notice, count = notices[0], len(notices)
        self._sign.show_icon("problem" if notice.kind == "problem" else "info")
        more = phrase("NoticeStrip", "1 of {count}").fill(count=count) if count > 1 else ""
        self._say(localized(notice.text), localized(notice.advice or ""), localized(more))
        self.show()

    def _say(self, text: str, advice: str, more: str) -> None:
        for label, words in ((self.text, text), (self.advice, advice), (self.more, more)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(f"{text} {advice}".strip())

    def _dismiss(self) -> None:
        if self._notices:
            self.dismissed.emit(self._notices[0])

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(theme.RAISED))
        painter.fillRect(0, 0, 3, self.height(), theme.color(theme.ACCENT))
