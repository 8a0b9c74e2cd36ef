"""The list of keys."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gallows_sync.ui import theme
from gallows_sync.ui.card_parts import small_label
from gallows_sync.ui.commands import COMMANDS, MENUS, plain
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.overlay import Overlay
from gallows_sync.wording import phrase

_Row = tuple[tuple[str, ...], str]
_TOGETHER = {
    ("next", "previous"): phrase("KeysSheet", "Next, previous cue"),
    ("back", "on"): phrase("KeysSheet", "5 seconds back, on"),
    ("frame back", "frame on"): phrase("KeysSheet", "One frame back, on"),
    ("earlier", "later"): phrase("KeysSheet", "Music 10 ms earlier, later"),
    ("much earlier", "much later"): phrase("KeysSheet", "Music 100 ms earlier, later"),
    ("little earlier", "little later"): phrase("KeysSheet", "Music 1 ms earlier, later"),
    ("begin here", "end here"): phrase("KeysSheet", "Cue begins, ends here"),
    ("zoom in", "zoom out"): phrase("KeysSheet", "Zoom in, out"),
}
"""Commands that are each other's opposite, and the words for both."""

_HEADINGS = {"Scenes": phrase("KeysSheet", "Scenes"), **MENUS}
"""What stands over each group."""

_NAMES = {
    "Space": phrase("KeysSheet", "Space"),
    "Enter": phrase("KeysSheet", "Enter"),
    "Escape": phrase("KeysSheet", "Escape"),
    "Shift": phrase("KeysSheet", "Shift"),
    "Left": phrase("KeysSheet", "Left"),
    "Right": phrase("KeysSheet", "Right"),
    "double click": phrase("KeysSheet", "double click"),
}
"""What keys are called; one that is not here is called the same in every language."""

_CAPS = {**_NAMES, "Left": "←", "Right": "→", "Escape": phrase("KeysSheet", "Esc")}
"""What stands on them."""


class _Keys(QLabel):
    """Key caps in a row; keys pressed together stand joined by a plus."""

    def __init__(self, keys: tuple[str, ...], face: QFont) -> None:
        super().__init__()
        self._face = face
        self._caps = _caps(keys, QFontMetricsF(face))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        named = ("+".join(localized(_NAMES.get(part, part)) for part in _parts(key)) for key in keys)
        either = phrase("KeysSheet", "{key} or {other}")
        self.setAccessibleName(reduce(lambda key, other: localized(either.fill(key=key, other=other)), named))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(round(sum(width + 4 for _, width in self._caps)), 26)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face)
        painter.setBrush(theme.color(theme.RAISED))
        edge, text = QPen(theme.color(theme.EDGE), 1), theme.color(theme.TEXT)
        left = 0.5
        for words, width in self._caps:
            if words:
                cap = QRectF(left, 1.5, width, 22)
                painter.setPen(edge)
                painter.drawRoundedRect(cap, 4, 4)
                painter.setPen(text)
                painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), words)
            left += width + 4


class _Words(QLabel):
    """One line where there is room for it, else as many as it takes."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())


def _caps(keys: tuple[str, ...], metrics: QFontMetricsF) -> list[tuple[str, float]]:
    """Return each cap's words with its width, and between alternatives an empty gap."""
    caps: list[tuple[str, float]] = []
    for key in keys:
        for part in _parts(key):
            words = localized(_CAPS.get(part, part))
            caps.append((words, max(24.0, metrics.horizontalAdvance(words) + 14)))
        caps.append(("", 4))
    return caps[:-1]


def _parts(key: str) -> list[str]:
    """Return the keys that are pressed together."""
    return [key] if key == "+" else key.split("+")


def key_rows() -> dict[str, list[_Row]]:
    """Return what the list says: by group, keys and what they do, read from the commands themselves.

    Groups and keys are called what the code calls them; what they do is in the window's language.
    """
    groups: dict[str, list[_Row]] = {
        "Scenes": [
            (("1 … 9, 0",), translate("KeysSheet", "Jump to cue 1 … 10, and play")),
            (("Enter",), translate("KeysSheet", "Jump to the scene marked in the list")),
        ]
    }
    keys_of = {command.name: command.keys for command in COMMANDS}
    second = {other for _, other in _TOGETHER}
    both = {
        one: (keys_of[one] + keys_of[other], localized(words)) for (one, other), words in _TOGETHER.items()
    }
    for command in COMMANDS:
        if not command.keys or not command.menu or command.name in second:
            continue
        group = {"Help": "View"}.get(command.menu, command.menu)
        keys = (*command.keys, "double click") if command.name == "full screen" else command.keys
        alone = keys, plain(localized(command.words)).rstrip("…")
        groups.setdefault(group, []).append(both.get(command.name, alone))
    return groups


def keys_overlay(parent: QWidget) -> Overlay:
    """Return the list of keys, ready to ``open`` over ``parent``."""
    body = QWidget()
    # Into its place while it is empty: what lies in it would be dressed anew each time that it moves.
    overlay = Overlay(parent, translate("KeysSheet", "Keys"), _Scrolled(body))
    columns = QGridLayout(body)
    columns.setContentsMargins(0, 0, theme.GRID, 0)
    columns.setHorizontalSpacing(2 * theme.GRID)
    groups = key_rows()
    for place, names in enumerate((("Scenes", "Playback", "View"), ("Edit", "File"))):
        column = QVBoxLayout()
        column.setSpacing(theme.GRID)
        face = theme.font(theme.SMALL)
        caps = {name: [_Keys(keys, face) for keys, _ in groups[name]] for name in names}
        width = max(keys.sizeHint().width() for of_group in caps.values() for keys in of_group)
        for name in names:
            words = [words for _, words in groups[name]]
            column.addWidget(_group(plain(localized(_HEADINGS[name])), caps[name], words, width))
        column.addStretch(1)
        columns.addLayout(column, 0, place)
    return overlay


class _Scrolled(QScrollArea):
    """As large as what it holds, where there is room for that."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(body)
        self.setAccessibleName(translate("KeysSheet", "List of keys"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._take_keys)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)

    def _take_keys(self, _: int, most: int) -> None:
        """Be reached by Tab where there is something to scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most > 0 else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.verticalScrollBar().setStyleSheet(f"::handle:vertical {{ background: {theme.ACCENT}; }}")

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.verticalScrollBar().setStyleSheet("")

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._body.sizeHint() + QSize(2 * theme.GRID, 0)


def _group(title: str, caps: list[_Keys], words: list[str], keys_width: int) -> QWidget:
    """Return a group; its words begin after the widest keys of its column."""
    group = QWidget()
    grid = QGridLayout(group)
    grid.setContentsMargins(0, 0, 0, theme.GRID)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    heading = small_label(theme.ACCENT)
    heading.setFont(theme.font(theme.SMALL, bold=True))
    heading.setText(title)
    grid.addWidget(heading, 0, 0, 1, 2)
    for position, (keys, does) in enumerate(zip(caps, words, strict=True), 1):
        grid.addWidget(keys, position, 0)
        grid.addWidget(_Words(does), position, 1)
    grid.setColumnMinimumWidth(0, keys_width)
    grid.setColumnStretch(1, 1)
    return group
