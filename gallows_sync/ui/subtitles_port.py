"""What the window needs of the subtitles, so that it can be shown without files and threads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gallows_sync.core.media_files import FilmFile

if TYPE_CHECKING:
    from gallows_sync.media.picture_subtitles import SubtitlePicture
    from gallows_sync.media.subtitles import SubtitleSource


class SubtitlesPort(Protocol):
    """Which subtitles there are, and what they say. Main thread only, nothing here waits."""

    @property
    def film(self) -> FilmFile | None:
        """The film that ``sources`` are of; None while they are looked for."""

    @property
    def sources(self) -> tuple[SubtitleSource, ...]: ...
    @property
    def chosen(self) -> SubtitleSource | None: ...
    @property
    def problem(self) -> str | None:
        """Why the chosen ones cannot be shown."""

    def open(self, film: FilmFile | None) -> None:
        """Find the subtitles of this film."""

    def choose(self, source: SubtitleSource | None, place: float) -> None:
        """Show these, or none; those about ``place`` (film time, s) are there first."""

    def add_file(self, path: Path, place: float) -> None:
        """Show the subtitles of this SRT file with the open film."""

    def text_at(self, film_time: float) -> str:
        """Return what is to be read at ``film_time`` (s); empty where nothing is."""

    def picture_at(self, film_time: float) -> SubtitlePicture | None:
        """Return the picture of a subtitle that is to be seen at ``film_time`` (s); None where none is."""


class NoSubtitles:
    """There are none."""

    film: FilmFile | None = None
    sources: tuple[SubtitleSource, ...] = ()
    chosen: SubtitleSource | None = None
    problem: str | None = None

    def open(self, film: FilmFile | None) -> None: ...

    def choose(self, source: SubtitleSource | None, place: float) -> None: ...

    def add_file(self, path: Path, place: float) -> None: ...

    def text_at(self, film_time: float) -> str:
        return ""

    def picture_at(self, film_time: float) -> SubtitlePicture | None:
        return None
