"""Which subtitles are shown: the choice among those of film and files, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.subtitles import SubtitleSource
from gallows_sync.ui.language import localized, translate
from gallows_sync.ui.language_names import language_name
from gallows_sync.ui.subtitles_port import SubtitlesPort
from gallows_sync.wording import Phrase, joined, phrase

_OFF = ""
_DOT = " · "


class SubtitleMenu(QMenu):
    """One of them, or none. Those that cannot be shown are named, grey, with the reason.

    What was chosen last is chosen in the next film too, or else what is in its language; before anything
    was, a film's only forced subtitles are: they are of what is not understood otherwise. The choice is
    remembered in English, whatever the window speaks.
    """

    picked = Signal()

    def __init__(
        self,
        subtitles: SubtitlesPort,
        position: Callable[[], float],
        settings: QSettings | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translate("SubtitleMenu", "C&hoose subtitles"), parent)
        self._subtitles = subtitles
        self._position = position
        self._settings = settings
        self._wish = self._remembered()
        self._greeted: FilmFile | None = None
        self._last: SubtitleSource | None = None
        self._shown: tuple[tuple[SubtitleSource, ...], SubtitleSource | None] | None = None
        self._group = QActionGroup(self)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now; in a film that is new choose what is wished for."""
        subtitles = self._subtitles
        if subtitles.film != self._greeted:
            self._greeted, self._last = subtitles.film, None
            if subtitles.film is not None and subtitles.chosen is None:
                subtitles.choose(self._wished(), self._position())
        shown = subtitles.sources, subtitles.chosen
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        self._add(translate("SubtitleMenu", "None"), None)
        for source in subtitles.sources:
            self._add(localized(source_words(source)), source)
        self._last = subtitles.chosen or self._last

    @property
    def can_toggle(self) -> bool:
        """Whether there is anything that could be shown."""
        return any(source.readable for source in self._subtitles.sources)

    def toggle(self) -> None:
        """Show those that were shown last, else the first; or none."""
        sources = [source for source in self._subtitles.sources if source.readable]
        if self._subtitles.chosen is not None:
            self.pick(None)
        elif sources:
            self.pick(self._last if self._last in sources else sources[0])

    def pick(self, source: SubtitleSource | None) -> None:
        """Show these, or none, in this film and the next."""
        self._wish = _OFF if source is None else source_words(source)
        if self._settings is not None:
            self._settings.setValue("subtitles", self._wish)
        self._subtitles.choose(source, self._position())
        self.refresh()
        self.picked.emit()

    def _add(self, words: str, source: SubtitleSource | None) -> None:
        action = QAction(words.replace("&", "&&"), self)
        action.setCheckable(True)
        action.setChecked(source == self._subtitles.chosen)
        action.setEnabled(source is None or source.readable)
        action.triggered.connect(lambda: self.pick(source))
        self._group.addAction(action)
        self.addAction(action)

    def _wished(self) -> SubtitleSource | None:
        sources = [source for source in self._subtitles.sources if source.readable]
        if self._wish == _OFF:
            return None
        of_language = None if self._wish is None else self._wish.split(_DOT)[0]
        alike = (
            next((source for source in sources if source_words(source) == self._wish), None),
            next((source for source in sources if source_words(source).split(_DOT)[0] == of_language), None),
        )
        wished = next((source for source in alike if source is not None), None)
        forced = [source for source in sources if source.forced]
        return wished or (forced[0] if len(forced) == 1 else None)

    def _remembered(self) -> str | None:
        """Return what was chosen last; None if nothing ever was."""
        if self._settings is None or not self._settings.contains("subtitles"):
            return None
        return str(self._settings.value("subtitles"))


def source_words(source: SubtitleSource) -> Phrase:
    """Return what subtitles are called: their language, and what else is known of them."""
    said = [language_name(source.language), source.title]
    if source.forced and "forced" not in source.title.lower():
        said.append(phrase("SubtitleMenu", "forced"))
    if not source.readable:
        said.append(phrase("SubtitleMenu", "of a kind that cannot be shown here"))
    known = [part for part in said if part]
    unknown = phrase("SubtitleMenu", "Subtitles {number}").fill(number=source.stream)
    return joined(_DOT, known) if known else unknown
