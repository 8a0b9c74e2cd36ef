"""What cards in the side panel are made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QScrollArea, QWidget

from gallows_sync.ui import theme


def small_label(shade: str = theme.QUIET) -> QLabel:
    """Return a label in small letters that breaks its lines."""
    label = QLabel()
    label.setWordWrap(True)
    label.setFont(theme.font(theme.SMALL))
    palette = label.palette()  # a style sheet for each would take five times as long
    palette.setColor(QPalette.ColorRole.WindowText, QColor(shade))
    label.setPalette(palette)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def text_button(words: str, tip: str) -> QPushButton:
    """Return a button with words on it that takes the keyboard by Tab only: keys are the player's."""
    button = QPushButton(words)
    button.setAutoDefault(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tip)
    return button


class Scrolled(QScrollArea):
    """As wide as its place; it scrolls to what has the keyboard, wherever that came from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.GRID)
