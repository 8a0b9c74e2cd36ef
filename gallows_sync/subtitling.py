"""The subtitles of the open film: which there are, which one is shown, what it says at a film time."""

from __future__ import annotations

import logging
from bisect import bisect_right, insort
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic

from gallows_sync.core.media_files import FilmFile
from gallows_sync.errors import GallowsSyncError
from gallows_sync.media.picture_subtitles import SubtitlePicture
from gallows_sync.media.subtitles import (
    SubtitleLine,
    SubtitleSource,
    find_subtitles,
    srt_source,
    subtitle_lines,
)

log = logging.getLogger(__name__)

_HAND_OVER_S = 0.5
"""Lines are handed over so often while a film is read."""

_MOST_BYTES = 200_000_000
"""The pictures of a film take 5 to 40 MB; what comes after this much is left out."""


class Subtitles:
    """Reads beside the main thread, one thing after the other. Every method belongs to the main thread.

    Args:
        post: runs a function on the main thread, from any thread.
        changed: called whenever something was found or read; who gives a command knows of it.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], changed: Callable[[], None]) -> None:
        self.film: FilmFile | None = None
        """The film that ``sources`` are of."""
        self.sources: tuple[SubtitleSource, ...] = ()
        self.chosen: SubtitleSource | None = None
        self.problem: str | None = None
        """Why the chosen ones cannot be shown."""
        self._post = post
        self._changed = changed
        self._thread = ThreadPoolExecutor(1, "subtitles")
        self._asked: FilmFile | None = None
        self._stop = Event()
        self._lines: list[SubtitleLine] = []
        self._longest_s = 0.0
        self._pictures: list[SubtitlePicture] = []

    def open(self, film: FilmFile | None) -> None:
        """Find the subtitles of this film; ``film`` says when they are known. None is chosen until then."""
        if film == self._asked:
            return
        self._asked, self.film, self.sources = film, None, ()
        self.choose(None, 0.0)
        if film is None:
            return

        def work() -> None:
            found: tuple[SubtitleSource, ...] = ()
            try:
                found = find_subtitles(film)
            except GallowsSyncError as error:
                log.warning("%s", error)
            self._post(lambda: self._found(film, found))

        self._thread.submit(work)

    def choose(self, source: SubtitleSource | None, place: float) -> None:
        """Show these, or none; those about ``place`` (film time, s) are there first."""
        self._stop.set()
        self.chosen, self.problem = source, None
        self._lines, self._longest_s, self._pictures = [], 0.0, []
        film = self._asked
        if source is not None and film is not None:
            stop = self._stop = Event()
            self._thread.submit(lambda: self._read(film, source, place, stop))

    def add_file(self, path: Path, place: float) -> None:
        """Show the subtitles of this SRT file with the open film."""
        if self._asked is None:
            return
        source = srt_source(path, self._asked.path)
        self.sources = (*(one for one in self.sources if one.path != path or one.stream is not None), source)
        self.choose(source, place)

    def text_at(self, film_time: float) -> str:
        """Return what is to be read at ``film_time`` (s); empty where nothing is."""
        if not self._lines:
            return ""
        shown = []
        for place in range(bisect_right(self._lines, film_time, key=lambda line: line.start) - 1, -1, -1):
            line = self._lines[place]
            if line.start < film_time - self._longest_s:
                break
            if film_time < line.stop:
                shown.append(line.text)
        return "\n".join(reversed(shown))

    def picture_at(self, film_time: float) -> SubtitlePicture | None:
        """Return the picture of a subtitle that is to be seen at ``film_time`` (s); None where none is."""
        place = bisect_right(self._pictures, film_time, key=_start) - 1
        shown = self._pictures[place] if place >= 0 else None
        return shown if shown is not None and shown.bitmaps and film_time < shown.stop else None

    def close(self) -> None:
        """Stop reading, and wait for it."""
        self._stop.set()
        self._asked = None
        self._thread.shutdown(cancel_futures=True)

    def _found(self, film: FilmFile, sources: tuple[SubtitleSource, ...]) -> None:
        if film == self._asked:
            self.film, self.sources = film, (*sources, *(one for one in self.sources if one not in sources))
            self._changed()

    def _read(self, film: FilmFile, source: SubtitleSource, place: float, stop: Event) -> None:
        """Read the lines, on the thread."""
        lines: list[SubtitleLine | SubtitlePicture] = []
        size = 0
        due = monotonic() + _HAND_OVER_S

        def hand_over() -> None:
            nonlocal lines
            more, lines = lines, []
            self._post(lambda: self._take(more, stop))

        try:
            for line in subtitle_lines(film, source, place, stop.is_set):
                if isinstance(line, SubtitlePicture):
                    size += sum(len(bitmap.packed) for bitmap in line.bitmaps)
                    if size > _MOST_BYTES:
                        log.warning("%s: the rest of its subtitles is left out", source.path)
                        break
                lines.append(line)
                if monotonic() >= due:
                    hand_over()
                    due = monotonic() + _HAND_OVER_S
        except GallowsSyncError as error:
            problem = str(error)
            self._post(lambda: self._fail(problem, stop))
        hand_over()

    def _take(self, lines: list[SubtitleLine | SubtitlePicture], stop: Event) -> None:
        if stop.is_set():
            return
        for line in lines:
            if isinstance(line, SubtitlePicture):
                place = bisect_right(self._pictures, line.start, key=_start)
                if place == 0 or self._pictures[place - 1].start < line.start:
                    self._pictures.insert(place, line)
                continue
            place = bisect_right(self._lines, line)
            if place == 0 or self._lines[place - 1] != line:
                insort(self._lines, line)
                self._longest_s = max(self._longest_s, line.stop - line.start)
        self._changed()

    def _fail(self, problem: str, stop: Event) -> None:
        if not stop.is_set():
            self.problem = problem
            self._changed()


def _start(picture: SubtitlePicture) -> float:
    return picture.start
