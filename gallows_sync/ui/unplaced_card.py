"""Says plainly that no cue has a place in this copy of the film, and offers to find them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gallows_sync.notices import track_title
from gallows_sync.ui import theme
from gallows_sync.ui.card_parts import Scrolled, small_label, text_button
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.wording import phrase

_CHOOSE = phrase("UnplacedCard", "Choose a scene in the list above.")
_PLACE = phrase(
    "UnplacedCard",
    "Where «{title}» begins in the film, press I. Or mark two instants that belong together: "
    "K at the picture; then play the track below, and K at its music.",
)
_OFFER = phrase(
    "UnplacedCard",
    "The program can listen to the film and find where each track of the album sounds. "
    "Nothing is changed until you accept what it found.",
)


class UnplacedCard(Scrolled):
    """Hidden unless a film is open, there are cues, and none of them is placed.

    As high as what it says; where there is no room for that it scrolls.
    """

    def __init__(
        self, session: SessionPort, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        title = QLabel(translate("UnplacedCard", "None of these cues has a place in your copy yet"))
        title.setFont(theme.font(bold=True))
        title.setWordWrap(True)
        self.words = small_label()
        self.search = text_button(
            translate("UnplacedCard", "Find the cues in this copy"),
            translate("UnplacedCard", "Search the film's sound for the album's tracks"),
        )
        self.search.setProperty("primary", "true")
        self.search.clicked.connect(actions["find cues"].trigger)
        self.by_hand = text_button(
            translate("UnplacedCard", "Place it by hand"),
            translate("UnplacedCard", "Show how to place a cue by eye and ear"),
        )
        self.by_hand.setProperty("quiet", "true")
        self.by_hand.setCheckable(True)
        self.by_hand.toggled.connect(self.refresh)
        self.how = small_label()
        self.begin_here = text_button(
            translate("UnplacedCard", "It begins here"),
            translate("UnplacedCard", "Place the cue at this instant of the film"),
        )
        self.begin_here.clicked.connect(actions["begin here"].trigger)
        self._body = _Body()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(title)
        column.addWidget(self.words)
        column.addSpacing(theme.GRID)
        column.addWidget(self.search)
        column.addWidget(self.by_hand)
        column.addWidget(self.how)
        column.addWidget(self.begin_here)
        self.setWidget(self._body)
        self.hide()

    def refresh(self) -> None:
        """Come, go, and name the file to write into."""
        session = self._session
        cues = session.cue_map.cues
        self.setVisible(session.film is not None and bool(cues) and not any(cue.placed for cue in cues))
        obstacle = session.search_obstacle
        self.words.setText(localized(obstacle or _OFFER))
        self.search.setEnabled(obstacle is None)
        hand = self.by_hand.isChecked()
        self.words.setVisible(obstacle is not None or not hand)  # in a small window there is room for one
        cue = session.editing.cue
        how = _CHOOSE if cue is None else _PLACE.fill(title=track_title(cue, session.cue_map))
        self.how.setText(localized(how))
        self.how.setVisible(hand)
        self.begin_here.setVisible(hand)
        self.begin_here.setEnabled(cue is not None)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._body.sizeHint().width(), self._body.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class _Body(QWidget):
    """What the card says, set off from the list above it."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(theme.RAISED))
        painter.fillRect(0, 0, self.width(), 1, theme.color(theme.LINE))
