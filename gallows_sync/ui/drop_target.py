"""A large place to drop the film, or the album, on; it says when it has it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.elided_label import ElidedLabel
from gallows_sync.ui.icons import BOX, icon
from gallows_sync.ui.language import translate


class DropTarget(QWidget):
    """An icon, a word, a hint and a button in a dashed frame; solid with a tick once something is there."""

    def __init__(self, icon_name: str, word: str, hint: str, open_words: str) -> None:
        super().__init__()
        self._icon = icon_name
        self._word = word
        self._open_words = open_words
        self._filled = False
        self._wanted = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(360)
        title = QLabel(word)
        title.setFont(theme.font(theme.LARGE, bold=True))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint = QLabel(hint)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._hint.setStyleSheet(f"color: {theme.QUIET};")
        self._hint_words = hint
        self.name = ElidedLabel(theme.font(), theme.ACCENT)
        self.name.elide_middle()
        self.name.center()
        self.button = QPushButton(open_words)
        self.button.setAutoDefault(True)
        self.button.setAccessibleName(open_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.GRID, 11 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(title)
        column.addWidget(self._hint)
        column.addWidget(self.name)
        column.addStretch(1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.name.hide()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(300, max(248, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(max(216, super().minimumSizeHint().width()), self.sizeHint().height())

    def show_name(self, name: str | None) -> None:
        """Say that ``name`` is here; None: that nothing is yet."""
        self._filled = name is not None
        self.name.set_text(name or "")
        self.name.setVisible(self._filled)
        self._hint.setVisible(not self._filled)
        another = translate("DropTarget", "Choose another…")
        self.button.setText(another if self._filled else self._open_words)
        self.update()

    def set_wanted(self, wanted: bool) -> None:
        """Light up while what is held over the window would land here."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self._wanted or self._filled
        pen = QPen(theme.color(theme.ACCENT if lit else theme.EDGE), 2 if self._wanted else 1.2)
        if not lit:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(theme.color(theme.RAISED if self._wanted else theme.PANEL))
        painter.drawRoundedRect(area, 8, 8)
        side = 6 * theme.GRID
        painter.translate((self.width() - side) / 2, 3.5 * theme.GRID)
        painter.scale(side / BOX, side / BOX)
        shade = theme.color(theme.ACCENT if lit else theme.QUIET)
        painter.fillPath(icon("check" if self._filled else self._icon), shade)
