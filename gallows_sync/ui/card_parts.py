"""What cards in the side panel are made of."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

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


class EditableWords(QPlainTextEdit):
    """Words that read as text until they are edited; ``left`` says that an edit is done, Escape undoes it.

    Return ends the edit of a ``single`` line, which grows with what is in it; Tab leaves, as elsewhere.
    """

    left = Signal()

    def __init__(self, name: str, *, single: bool = False) -> None:
        super().__init__()
        self._before = ""
        self._single = single
        self.setFont(theme.font(bold=True) if single else theme.font(theme.SMALL))
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)  # in line with the words around
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Show ``text``, unless it is what was shown already or has been edited since."""
        if text != self._before:
            self._before = text
            self.setPlainText(text)

    def _fit(self) -> None:
        """Be as high as what is written, within reason."""
        lines = int(self.document().size().height())  # a plain text document counts in lines
        least, most = (1, 8) if self._single else (3, 12)
        first = self.document().firstBlock()
        line = self.blockBoundingRect(first).height() / max(1, first.layout().lineCount())
        around = self.height() - self.contentsRect().height() + theme.GRID // 2
        self.setFixedHeight(ceil(line * min(max(lines, least), most)) + around)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._before)
            self.clearFocus()
        elif self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste; into a single line, several become one."""
        self.insertPlainText(" ".join(source.text().split()) if self._single else source.text())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # letters are letters here, not the player's keys
            event.accept()
        return super().event(event)
