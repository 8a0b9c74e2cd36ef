"""The subtitles of a film, found and read beside the main thread."""

import queue
import threading
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import pytest

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.film import probe_film
from gallows_sync.media.picture_subtitles import SubtitleBitmap, SubtitlePicture
from gallows_sync.media.subtitles import SubtitleLine, SubtitleSource
from gallows_sync.subtitling import Subtitles
from tests.media.test_picture_subtitles import PGS_CLEAR, film_with_pictures, pgs_show
from tests.media.test_subtitles import LINES, SRT, film_with_subtitles


class Desk(Subtitles):
    """With a main thread of its own."""

    def __init__(self) -> None:
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        super().__init__(self.posted.put, lambda: None)

    def wait(self, until: Callable[[], object]) -> None:
        while not until():
            self.posted.get(timeout=20)()

    def found(self, film: FilmFile) -> tuple[SubtitleSource, ...]:
        self.open(film)
        self.wait(lambda: self.film == film)
        return self.sources


@pytest.fixture
def subtitles() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


@pytest.fixture
def film(tmp_path: Path) -> FilmFile:
    return probe_film(film_with_subtitles(tmp_path / "film.mkv", "subrip", "ass"))


def test_none_is_shown_until_one_is_chosen(subtitles: Desk, film: FilmFile) -> None:
    first, _ = subtitles.found(film)
    assert subtitles.chosen is None
    assert subtitles.text_at(1.5) == ""
    subtitles.choose(first, 0.0)
    subtitles.wait(lambda: subtitles.text_at(3.5))
    assert [subtitles.text_at(time) for time in (0.9, 1.0, 1.89, 1.9, 2.0)] == [
        *("", LINES[0].text, LINES[0].text, "", LINES[1].text)
    ]
    subtitles.choose(None, 0.0)
    assert subtitles.text_at(1.5) == ""


def test_lines_that_are_shown_together_stand_one_under_the_other(
    subtitles: Desk, film: FilmFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = [SubtitleLine(0.0, 10.0, "Long"), SubtitleLine(2.0, 3.0, "A"), SubtitleLine(2.5, 4.0, "B")]
    came = [*together[::-1], together[0]]
    monkeypatch.setattr("gallows_sync.subtitling.subtitle_lines", lambda *_: iter(came))
    first, _ = subtitles.found(film)
    subtitles.choose(first, 0.0)
    subtitles.wait(lambda: subtitles.text_at(9.0))
    assert subtitles.text_at(2.6) == "Long\nA\nB"
    assert subtitles.text_at(3.5) == "Long\nB"


def test_a_picture_stays_until_the_next_and_no_longer_than_it_is_said_to(
    subtitles: Desk, tmp_path: Path
) -> None:
    packets = [(1.0, pgs_show()), (2.0, pgs_show(top=40)), (3.0, PGS_CLEAR), (5.0, pgs_show())]
    film = probe_film(film_with_pictures(tmp_path / "disc.mkv", "sup", packets))
    (source,) = subtitles.found(film)
    subtitles.choose(source, 0.0)
    subtitles.wait(lambda: subtitles.picture_at(5.0))

    def top_at(time: float) -> int | None:
        shown = subtitles.picture_at(time)
        return None if shown is None else shown.bitmaps[0].top

    assert [top_at(time) for time in (0.9, 1.0, 1.9, 2.0, 2.9, 3.0, 4.9, 5.0)] == [
        *(None, 900, 900, 40, 40, None, None, 900)
    ]
    assert subtitles.text_at(1.0) == ""
    subtitles.choose(None, 0.0)
    assert subtitles.picture_at(1.0) is None


def test_pictures_come_in_any_order_and_each_is_kept_once(
    subtitles: Desk, film: FilmFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = SubtitleBitmap(0, 0, 1, 1, (0xFFFFFFFF,) * 256, b"x")
    early, late = (SubtitlePicture(start, start + 1.0, (720, 576), 16 / 9, (box,)) for start in (1.0, 8.0))
    monkeypatch.setattr("gallows_sync.subtitling.subtitle_lines", lambda *_: iter([late, early, late]))
    first, _ = subtitles.found(film)
    subtitles.choose(first, 0.0)
    subtitles.wait(lambda: subtitles.picture_at(8.0))
    assert [subtitles.picture_at(time) for time in (1.5, 2.0, 8.5, 9.0)] == [early, None, late, None]


def test_pictures_beyond_all_measure_are_left_out(
    subtitles: Desk, film: FilmFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = SubtitleBitmap(0, 0, 1, 1, (0xFFFFFFFF,) * 256, b"12345")
    came = [SubtitlePicture(float(start), inf, (720, 576), 16 / 9, (box,)) for start in range(4)]
    monkeypatch.setattr("gallows_sync.subtitling._MOST_BYTES", 10)
    monkeypatch.setattr("gallows_sync.subtitling.subtitle_lines", lambda *_: iter(came))
    first, _ = subtitles.found(film)
    subtitles.choose(first, 0.0)
    subtitles.wait(lambda: subtitles.picture_at(0.0))
    assert subtitles.picture_at(3.0) == came[1]


def test_a_file_is_added_and_chosen_and_another_film_forgets_it(
    subtitles: Desk, film: FilmFile, tmp_path: Path
) -> None:
    (tmp_path / "mine.srt").write_text(SRT, encoding="utf-8")
    subtitles.open(film)
    subtitles.add_file(tmp_path / "mine.srt", 0.0)
    subtitles.wait(lambda: subtitles.film is not None and subtitles.text_at(1.5))
    assert [source.stream for source in subtitles.sources] == [1, 2, None]
    assert subtitles.text_at(1.5) == "L'été"
    other = probe_film(film_with_subtitles(tmp_path / "other.mkv"))
    assert subtitles.found(other) == ()
    assert subtitles.chosen is None
    assert subtitles.text_at(1.5) == ""


def test_a_file_that_cannot_be_read_is_said(subtitles: Desk, film: FilmFile, tmp_path: Path) -> None:
    subtitles.open(film)
    subtitles.add_file(tmp_path / "gone.srt", 0.0)
    subtitles.wait(lambda: subtitles.problem)
    assert subtitles.problem is not None
    assert "gone.srt: cannot be read" in subtitles.problem
    subtitles.choose(None, 0.0)
    assert subtitles.problem is None


def test_closing_ends_what_is_being_read(
    subtitles: Desk, film: FilmFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def endless(*asked: object) -> Iterator[SubtitleLine]:
        stopped = asked[3]
        assert callable(stopped)
        begun.set()
        while not stopped():
            yield LINES[0]

    monkeypatch.setattr("gallows_sync.subtitling.subtitle_lines", endless)
    first, _ = subtitles.found(film)
    subtitles.choose(first, 0.0)
    assert begun.wait(20)
    subtitles.close()
