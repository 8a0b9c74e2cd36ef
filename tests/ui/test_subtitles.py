"""Subtitles in the window: chosen by menu and key, from files, drawn over the picture."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.picture_subtitles import SubtitleBitmap, SubtitlePicture
from gallows_sync.media.subtitles import SubtitleSource
from gallows_sync.playback.ports import Picture
from gallows_sync.ui import open_dialogs
from gallows_sync.ui.dropped import Dropped, Role, sorted_out
from gallows_sync.ui.subtitle_menu import source_words
from gallows_sync.ui.subtitle_picture import places
from gallows_sync.ui.subtitle_text import SubtitleText, letter_height
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession, film_file

FILM = film_file().path
ENGLISH = SubtitleSource(FILM, 2, "eng", "SDH")
FRENCH = SubtitleSource(FILM, 3, "fre", forced=True)
TELETEXT = SubtitleSource(FILM, 4, "ger", readable=False)


class FakeSubtitles:
    """Has the same subtitles for each film, at once."""

    def __init__(self, *sources: SubtitleSource) -> None:
        self.film: FilmFile | None = None
        self.sources = sources
        self.chosen: SubtitleSource | None = None
        self.problem: str | None = None
        self.picture: SubtitlePicture | None = None

    def open(self, film: FilmFile | None) -> None:
        if film != self.film:
            self.film, self.chosen = film, None

    def choose(self, source: SubtitleSource | None, place: float) -> None:
        self.chosen = source

    def add_file(self, path: Path, place: float) -> None:
        self.chosen = SubtitleSource(path, title=path.name)
        self.sources = (*self.sources, self.chosen)

    def text_at(self, film_time: float) -> str:
        return "" if self.chosen is None or self.picture is not None else f"At {film_time:.0f}"

    def picture_at(self, film_time: float) -> SubtitlePicture | None:
        return self.picture


Show = Callable[..., Window]


@pytest.fixture
def show(qtbot: QtBot, session: FakeSession, tmp_path: Path) -> Show:
    def show(subtitles: FakeSubtitles) -> Window:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = Window(session, settings, None, subtitles)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def test_subtitles_are_named_by_all_that_is_known_of_them() -> None:
    assert source_words(ENGLISH) == "English · SDH"
    assert source_words(FRENCH) == "French · forced"
    assert source_words(SubtitleSource(FILM, 2)) == "Subtitles 2"
    assert source_words(SubtitleSource(FILM, 2, "qaa")) == "qaa"
    assert source_words(SubtitleSource(FILM, None, "en", "film.en.srt")) == "English · film.en.srt"


def test_nothing_is_shown_until_it_is_asked_for_and_the_next_film_shows_it_too(
    show: Show, session: FakeSession
) -> None:
    subtitles = FakeSubtitles(SubtitleSource(FILM, 1, "fre"), ENGLISH)
    window = show(subtitles)
    assert subtitles.chosen is None
    QTest.keyClick(window, Qt.Key.Key_V)
    assert subtitles.chosen == subtitles.sources[0]
    window.subtitles.actions()[2].trigger()
    assert subtitles.chosen == ENGLISH
    assert window.actions_by_name["subtitles"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_V)
    assert subtitles.chosen is None
    QTest.keyClick(window, Qt.Key.Key_V)
    assert subtitles.chosen == ENGLISH
    session.open_film(Path("/films/other.mkv"))
    assert subtitles.chosen == ENGLISH
    window.close()
    assert show(again := FakeSubtitles(FRENCH, ENGLISH)).isVisible()
    assert again.chosen == ENGLISH


def test_what_was_chosen_in_one_language_is_chosen_in_another(
    show: Show, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    french = {"English": "Anglais"}
    window = show(FakeSubtitles(FRENCH, ENGLISH))
    window.subtitles.actions()[2].trigger()
    window.close()
    monkeypatch.setattr(QCoreApplication, "translate", lambda _, source: french.get(source, source))
    window = show(again := FakeSubtitles(FRENCH, ENGLISH))
    assert window.subtitles.actions()[2].text() == "Anglais · SDH"
    assert again.chosen == ENGLISH


def test_the_next_film_shows_subtitles_of_the_same_language_by_another_name(
    show: Show, session: FakeSession
) -> None:
    subtitles = FakeSubtitles(FRENCH, ENGLISH)
    window = show(subtitles)
    window.subtitles.actions()[2].trigger()
    subtitles.sources = (FRENCH, SubtitleSource(FILM, None, "en", "other.en.srt"))
    session.open_film(Path("/films/other.mkv"))
    assert subtitles.chosen == subtitles.sources[1]


def test_the_only_forced_subtitles_are_shown_unless_none_were_wanted_before(
    show: Show, session: FakeSession
) -> None:
    subtitles = FakeSubtitles(ENGLISH, FRENCH)
    window = show(subtitles)
    assert subtitles.chosen == FRENCH
    QTest.keyClick(window, Qt.Key.Key_V)
    session.open_film(Path("/films/other.mkv"))
    assert subtitles.chosen is None


def test_of_two_forced_subtitles_none_is_shown_by_itself(show: Show) -> None:
    subtitles = FakeSubtitles(FRENCH, replace(FRENCH, stream=5, language="eng"))
    show(subtitles)
    assert subtitles.chosen is None


def test_what_is_of_an_unknown_kind_is_grey_with_the_reason(show: Show) -> None:
    window = show(FakeSubtitles(TELETEXT))
    none, teletext = window.subtitles.actions()
    assert none.isChecked()
    assert not teletext.isEnabled()
    assert teletext.text() == "German · of a kind that cannot be shown here"
    assert not window.actions_by_name["subtitles"].isEnabled()


def test_a_file_is_opened_from_the_menu_and_waits_for_its_film(
    show: Show, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_dialogs, "ask_subtitles", lambda parent: Path("/mine.srt"))
    subtitles = FakeSubtitles(ENGLISH)
    window = show(subtitles)
    session.busy = "Opening the film…"
    window.actions_by_name["open subtitles"].trigger()
    assert subtitles.chosen is None
    session.busy = None
    session.tell()
    assert subtitles.chosen == SubtitleSource(Path("/mine.srt"), title="mine.srt")
    assert window.subtitles.actions()[-1].isChecked()


def test_a_dropped_file_is_subtitles_and_comes_after_its_film(tmp_path: Path) -> None:
    film, srt = tmp_path / "film.mkv", tmp_path / "film.SRT"
    assert sorted_out([srt, film]) == (Dropped(Role.FILM, film), Dropped(Role.SUBTITLES, srt))


def test_what_cannot_be_shown_is_said_over_the_picture(show: Show) -> None:
    subtitles = FakeSubtitles(ENGLISH)
    window = show(subtitles)
    subtitles.problem = "mine.srt: holds no subtitles in SRT form"
    window.show_subtitles()
    assert window.picture.caption is not None
    assert window.picture.caption.subtitle == subtitles.problem


# Drawing


def white_rows(image: QImage) -> list[int]:
    """Return the rows of a black picture in which something white is."""
    across = range(image.width())
    return [y for y in range(image.height()) if any(image.pixelColor(x, y).value() > 200 for x in across)]


def test_the_text_of_the_pictures_time_lies_over_its_lower_part(qtbot: QtBot, show: Show) -> None:
    subtitles = FakeSubtitles(ENGLISH)
    window = show(subtitles)
    subtitles.choose(ENGLISH, 0.0)
    width, height = 480, 270
    window.picture.show_picture(Picture(np.zeros((height, width, 4), np.uint8), 61.0))
    qtbot.waitUntil(lambda: window.picture.subtitle == "At 61")
    rows = white_rows(window.picture.grab().toImage())
    place = window.picture.picture_rect()
    assert rows
    assert rows[0] > place.center().y()
    assert rows[-1] < place.bottom() - place.height() * 0.05
    window.picture.show_caption("A scene", "Its track")
    assert white_rows(window.picture.grab().toImage())[0] < rows[0]
    subtitles.choose(None, 0.0)
    assert window.picture.subtitle == ""


def test_long_lines_wrap_inside_the_picture_and_letters_grow_with_it(qtbot: QtBot) -> None:
    text = "A very long line that does not fit " * 4 + "\n♪ 🎷 ♪"
    for size in (QSize(320, 180), QSize(1920, 1080)):
        picture = QRect(QPoint(10, 20), size)
        place = SubtitleText().place(text, picture, 2.0)
        assert picture.contains(place)
        assert place.width() <= 0.88 * size.width() + 2
        assert place.height() > 3 * letter_height(size)
    assert letter_height(QSize(1920, 1080)) > 3 * letter_height(QSize(320, 180))


def box_of(color: int, left: int, top: int, width: int, height: int) -> SubtitleBitmap:
    return SubtitleBitmap(left, top, width, height, (color,) * 256, zlib.compress(bytes(width * height)))


def disc(canvas: tuple[int, int], *boxes: tuple[int, int, int, int]) -> SubtitlePicture:
    return SubtitlePicture(0.0, 1.0, canvas, 16 / 9, tuple(box_of(0xFFFFFFFF, *box) for box in boxes))


@pytest.mark.parametrize(
    ("shown", "picture", "expected"),
    [  # as wide as the film; half its size; of a film whose bars above and below, or beside it, were cut off
        (disc((1920, 1080), (500, 900, 400, 80)), QRect(0, 0, 1920, 1080), QRect(500, 900, 400, 80)),
        (disc((1920, 1080), (500, 900, 400, 80)), QRect(10, 20, 960, 540), QRect(260, 470, 200, 40)),
        (disc((1920, 1080), (500, 700, 400, 80)), QRect(0, 0, 1920, 800), QRect(500, 560, 400, 80)),
        (disc((1920, 1080), (500, 980, 400, 80)), QRect(0, 0, 1920, 800), QRect(500, 696, 400, 80)),
        (disc((1920, 1080), (500, 10, 400, 80)), QRect(0, 0, 1920, 800), QRect(500, 0, 400, 80)),
        (disc((1920, 1080), (500, 900, 400, 80)), QRect(0, 0, 1440, 1080), QRect(260, 900, 400, 80)),
        (disc((1920, 1080), (10, 900, 400, 80)), QRect(0, 0, 1440, 1080), QRect(0, 900, 400, 80)),
        (disc((1920, 1080), (1500, 900, 400, 80)), QRect(0, 0, 1440, 1080), QRect(1040, 900, 400, 80)),
        # wider than the picture: it shrinks; a DVD's pixels are not square
        (disc((1920, 1080), (0, 900, 1920, 80)), QRect(0, 0, 960, 1080), QRect(0, 720, 960, 40)),
        (disc((720, 576), (180, 480, 360, 48)), QRect(0, 0, 1024, 576), QRect(256, 480, 512, 48)),
        (disc((720, 576), (180, 432, 360, 48)), QRect(0, 0, 1024, 432), QRect(256, 360, 512, 48)),
    ],
)
def test_a_subtitle_that_is_a_picture_lies_where_its_maker_put_it_and_inside_the_picture(
    shown: SubtitlePicture, picture: QRect, expected: QRect
) -> None:
    assert places(shown, picture) == [expected]


def test_what_lies_low_is_lifted_and_keeps_together() -> None:
    two = disc((1920, 1080), (500, 900, 400, 50), (400, 960, 600, 50))
    assert [place.top() for place in places(two, QRect(0, 0, 1920, 1080), 200)] == [738, 798]
    high = disc((1920, 1080), (500, 100, 400, 50))
    assert places(high, QRect(0, 0, 1920, 1080), 200) == places(high, QRect(0, 0, 1920, 1080))


def test_a_subtitle_that_is_a_picture_is_drawn_over_the_film_with_its_transparency(
    qtbot: QtBot, show: Show
) -> None:
    subtitles = FakeSubtitles(ENGLISH)
    window = show(subtitles)
    boxes = box_of(0xFFFF0000, 480, 900, 480, 60), box_of(0x800000FF, 960, 900, 480, 60)
    subtitles.picture = SubtitlePicture(0.0, 9.0, (1920, 1080), 16 / 9, boxes)
    film = np.full((270, 480, 4), 255, np.uint8)
    window.picture.show_picture(Picture(film, 1.0))
    qtbot.waitUntil(lambda: window.picture.showing is not None)
    place = window.picture.picture_rect()

    def column(across: float) -> list[tuple[int, int, int]]:
        image = window.picture.grab().toImage()
        x = place.left() + round(across * place.width())
        seen = [image.pixelColor(x, place.top() + down) for down in range(place.height())]
        return [(color.red(), color.green(), color.blue()) for color in seen]

    red = column(0.4)
    rows = red.index((255, 0, 0)), place.height() - red[::-1].index((255, 0, 0))
    assert rows == pytest.approx((place.height() * 900 / 1080, place.height() * 960 / 1080), abs=2)
    assert column(0.6)[sum(rows) // 2] == pytest.approx((127, 127, 255), abs=1)
    assert column(0.2) == [(255, 255, 255)] * place.height()
    window.picture.show_caption("A scene", "Its track")
    assert column(0.4).index((255, 0, 0)) < rows[0]
