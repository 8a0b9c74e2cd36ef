from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan, Track
from gallows_sync.core.findings import Found
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording, TrackMatch
from gallows_sync.cue_search import Candidate, SearchState, Verdict
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.media.waveform import Samples, Waveform
from gallows_sync.search.placing import Proposal
from gallows_sync.ui import theme
from gallows_sync.ui.lanes import album_ground, film_ground
from gallows_sync.ui.lanes.lanes import Lanes
from gallows_sync.ui.lanes.scene import MARGIN, Part
from tests.ui.fake_session import SCENES, FakeSession

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
MIDDLE = Qt.MouseButton.MiddleButton

Point = Callable[[Lanes, float], QPoint]


class FakePreviews:
    """What a test lays into it."""

    def __init__(self) -> None:
        self.opened: list[tuple[FilmFile | None, tuple[Recording, ...]]] = []
        self.waveforms: dict[Path, Waveform] = {}
        self.pictures: list[Thumbnail] = []
        self.asked: list[tuple[Path, float, float]] = []
        self.shot_changes: list[float] = []
        self.looked_near: list[float] = []

    def open(self, film: FilmFile | None, recordings: Sequence[Recording]) -> None:
        self.opened.append((film, tuple(recordings)))

    def waveform(self, recording: Recording) -> Waveform | None:
        return self.waveforms.get(recording.path)

    def samples(self, recording: Recording, start: float, stop: float) -> Samples | None:
        self.asked.append((recording.path, start, stop))
        return None

    def thumbnails(self) -> Sequence[Thumbnail]:
        return self.pictures

    def look_for_shots(self, film_times: Iterable[float]) -> None:
        self.looked_near += film_times

    def shots(self) -> Sequence[float]:
        return self.shot_changes


def match(session: FakeSession) -> AlbumMatch:
    """Have a file of 100 s for every track."""
    return AlbumMatch(
        tuple(
            TrackMatch(
                track.number,
                MatchState.MATCHED,
                Recording(Path(f"/music/{track.number}.flac"), track.title, duration=Fraction(100)),
                "",
            )
            for track in session.cue_map.album.tracks
        )
    )


@pytest.fixture
def previews() -> FakePreviews:
    return FakePreviews()


@pytest.fixture
def lanes(qtbot: QtBot, session: FakeSession, previews: FakePreviews) -> Iterator[Lanes]:
    """Four tracks of 100 s under a film of 120 s: cue 1 at 4 to 22, cues 2 and 3 overlap from 50 to 55."""
    session.match = match(session)
    lanes = Lanes(session, previews)
    qtbot.addWidget(lanes)
    lanes.fit_height(720)
    lanes.resize(1216, lanes.sizeHint().height())
    lanes.refresh()
    lanes.sought.connect(session.seek)
    with qtbot.waitExposed(lanes):
        lanes.show()
    qtbot.waitUntil(lambda: at_rest(lanes))
    yield lanes
    lanes.close()


def film(lanes: Lanes, seconds: float) -> QPoint:
    return QPoint(round(lanes.position_x(seconds)), lanes.scene.film_top + 5)


def pictures(lanes: Lanes, seconds: float) -> QPoint:
    """Below the labels of the blocks, in the lowest row."""
    return QPoint(round(lanes.position_x(seconds)), lanes.scene.ribbons_top - 3)


def music(lanes: Lanes, track: int, seconds: float) -> QPoint:
    return QPoint(round(lanes.music_x(track, seconds)), lanes.scene.album_top + 5)


def wheel(
    lanes: Lanes, at: QPoint, up: int = 0, right: int = 0, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(lanes.mapToGlobal(at)),
        QPoint(),
        QPoint(right, up),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(lanes, event)


def shade(lanes: Lanes, at: QPoint) -> QColor:
    return lanes.grab().toImage().pixelColor(at * lanes.devicePixelRatioF())


# Going somewhere


def test_a_click_on_the_film_goes_there(lanes: Lanes, session: FakeSession) -> None:
    QTest.mouseClick(lanes, LEFT, pos=film(lanes, 75))
    assert session.commands == [("seek", pytest.approx(75, abs=0.1))]


def test_the_ends_of_the_lane_are_the_ends_of_the_film(lanes: Lanes, session: FakeSession) -> None:
    for x in (0, lanes.width() - 1):
        QTest.mouseClick(lanes, LEFT, pos=QPoint(x, 20))
    assert session.commands == [("seek", 0.0), ("seek", 120.0)]


def test_a_drag_scrubs_and_ends_where_the_pointer_is_let_go(
    qtbot: QtBot, lanes: Lanes, session: FakeSession
) -> None:
    QTest.mousePress(lanes, LEFT, pos=pictures(lanes, 20))
    with qtbot.waitSignal(lanes.scrubbed) as scrubbed:
        QTest.mouseMove(lanes, pictures(lanes, 60))
    assert scrubbed.args == [pytest.approx(60, abs=0.1)]
    QTest.mouseMove(lanes, pictures(lanes, 90))
    QTest.mouseRelease(lanes, LEFT, pos=pictures(lanes, 90))
    assert [command[1] for command in session.commands] == [
        pytest.approx(20, abs=0.1),
        pytest.approx(90, abs=0.1),
    ]


def test_the_playhead_stays_at_the_pointer_while_it_drags(lanes: Lanes) -> None:
    QTest.mousePress(lanes, LEFT, pos=pictures(lanes, 20))
    lanes.show_position(100)
    assert lanes.scene.position == pytest.approx(20, abs=0.1)
    QTest.mouseRelease(lanes, LEFT, pos=pictures(lanes, 20))


def test_a_click_on_music_goes_to_where_the_film_uses_it(lanes: Lanes, session: FakeSession) -> None:
    QTest.mouseClick(lanes, LEFT, pos=music(lanes, 2, 10))
    assert session.commands == [("seek", pytest.approx(40, abs=0.3))]


def test_of_two_scenes_that_use_the_music_the_nearest_is_gone_to(lanes: Lanes, session: FakeSession) -> None:
    again = Cue("again", 1, "The end", FilmSpan(Fraction(90), Fraction(110)), certainty=Certainty.ALIGNED)
    session.cue_map = replace(session.cue_map, cues=(*session.cue_map.cues, again))
    lanes.refresh()
    for position, expected in ((0.0, 9), (80.0, 95)):
        lanes.show_position(position)
        QTest.mouseClick(lanes, LEFT, pos=music(lanes, 1, 5))
        assert session.commands[-1] == ("seek", pytest.approx(expected, abs=0.3))


def test_a_drag_along_music_scrubs_the_picture(lanes: Lanes, session: FakeSession) -> None:
    QTest.mousePress(lanes, LEFT, pos=music(lanes, 2, 2))
    QTest.mouseMove(lanes, music(lanes, 2, 20))
    QTest.mouseRelease(lanes, LEFT, pos=music(lanes, 2, 20))
    assert session.commands[-1] == ("seek", pytest.approx(50, abs=0.3))


def test_music_that_the_film_does_not_use_is_chosen_by_itself(
    qtbot: QtBot, lanes: Lanes, session: FakeSession
) -> None:
    with qtbot.waitSignal(lanes.music_chosen) as chosen:
        QTest.mouseClick(lanes, LEFT, pos=music(lanes, 4, 30))
    assert chosen.args == [4, pytest.approx(30, abs=0.3)]
    assert session.commands == []


def test_a_click_on_a_ribbon_goes_to_its_scene(lanes: Lanes, session: FakeSession) -> None:
    scene = lanes.scene
    x = round((lanes.position_x(13) + lanes.music_x(1, 9)) / 2)
    QTest.mouseClick(lanes, LEFT, pos=QPoint(x, scene.ribbons_top + scene.heights.ribbons // 2))
    assert session.commands == [("seek", pytest.approx(13, abs=1))]


def test_without_film_and_album_the_lanes_are_disabled(lanes: Lanes, session: FakeSession) -> None:
    session.film = session.match = None
    lanes.refresh()
    assert not lanes.isEnabled()


def test_without_a_film_a_click_on_music_plays_it_from_there(
    qtbot: QtBot, lanes: Lanes, session: FakeSession
) -> None:
    session.film = None
    lanes.refresh()
    with qtbot.waitSignal(lanes.music_chosen) as chosen:
        QTest.mouseClick(lanes, LEFT, pos=music(lanes, 1, 10))  # where the map has it under a scene
    assert chosen.args == [1, pytest.approx(10, abs=0.5)]
    QTest.mouseMove(lanes, music(lanes, 1, 20))
    assert lanes.hover_text == "Track 1  0:00:19"
    for at in (pictures(lanes, 0), QPoint(600, lanes.scene.ribbons_top + 4)):
        QTest.mouseClick(lanes, LEFT, pos=at)
        QTest.mouseDClick(lanes, LEFT, pos=at)
    assert session.commands == []


def test_without_a_film_the_playhead_is_in_the_album_alone(lanes: Lanes, session: FakeSession) -> None:
    session.film = None
    lanes.refresh()
    at = music(lanes, 4, 50)
    before = shade(lanes, at)
    session.music_alone = (4, 50.0)
    lanes.show_position(0.0)
    assert shade(lanes, at) != before
    assert shade(lanes, at).lightness() > 200
    session.music_alone = None
    lanes.show_position(0.0)
    assert shade(lanes, at) == before


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 120.0),
        (Qt.Key.Key_PageUp, 90.0),
        (Qt.Key.Key_PageDown, 0.0),
        (Qt.Key.Key_Up, 35.0),
        (Qt.Key.Key_Down, 25.0),
    ],
)
def test_keys_of_the_lanes_seek(lanes: Lanes, session: FakeSession, key: Qt.Key, place: float) -> None:
    lanes.show_position(30.0)
    QTest.keyClick(lanes, key)
    assert session.commands == [("seek", place)]


# Zoom


def test_the_wheel_zooms_the_film_around_the_pointer(lanes: Lanes) -> None:
    at, album = film(lanes, 30), lanes.scene.album_view
    for _ in range(8):
        wheel(lanes, at, up=120)
    assert lanes.scene.film_view.scale < 0.02
    assert lanes.position_x(30) == pytest.approx(at.x(), abs=3)
    assert lanes.scene.album_view == album


def at_rest(lanes: Lanes) -> bool:
    """Return whether every piece that is seen is drawn as it is now: they are drawn one by one."""
    return not lanes._painter.unfinished and not lanes._drawing_on.isActive()


def test_after_the_last_turn_of_the_wheel_the_lanes_are_drawn_sharp(qtbot: QtBot, lanes: Lanes) -> None:
    lanes.grab()
    wheel(lanes, film(lanes, 30), up=120)
    qtbot.waitUntil(lambda: not lanes._painter.stretching)
    lanes.grab()  # which finds out whether there is more to draw
    qtbot.waitUntil(lambda: at_rest(lanes))
    rested = lanes.grab().toImage()
    lanes._painter._ribbons.clear()
    lanes._painter._film_tiles.forget()
    lanes._painter._album_tiles.forget()
    assert lanes.grab().toImage() == rested


def test_a_zoom_by_keys_is_drawn_to_its_end(qtbot: QtBot, lanes: Lanes) -> None:
    lanes.resize(2000, lanes.height())
    lanes.grab()
    lanes.zoom_in()
    lanes.grab()
    assert lanes._painter.unfinished
    qtbot.waitUntil(lambda: not lanes._painter.unfinished)


def test_a_change_of_a_cue_leaves_the_ground_elsewhere(
    qtbot: QtBot, lanes: Lanes, session: FakeSession
) -> None:
    lanes.resize(2000, lanes.height())
    lanes.grab()
    qtbot.waitUntil(lambda: not lanes._painter.unfinished)
    grounds = (lanes._painter._film_tiles, lanes._painter._album_tiles)
    before = [dict(tiles._kept) for tiles in grounds]
    first, *others = session.cue_map.cues
    session.cue_map = replace(
        session.cue_map, cues=(replace(first, music_in=first.music_in + Fraction(1, 10)), *others)
    )
    lanes.refresh()
    shown = lanes.grab().toImage()
    kept = [
        sum(tiles._kept.get(key) is pixmap for key, pixmap in pixmaps.items())
        for tiles, pixmaps in zip(grounds, before, strict=True)
    ]
    assert kept[0] == len(before[0])
    assert 0 < kept[1] < len(before[1])
    for tiles in grounds:
        tiles.forget()
    assert lanes.grab().toImage() == shown


def test_the_wheel_over_the_album_zooms_the_album_alone(lanes: Lanes) -> None:
    at, film_view = music(lanes, 2, 10), lanes.scene.film_view
    for _ in range(8):
        wheel(lanes, at, up=120)
    assert lanes.music_x(2, 10) == pytest.approx(at.x(), abs=8)
    assert lanes.scene.film_view == film_view


def test_the_wheel_goes_from_the_whole_film_to_single_frames_and_back(lanes: Lanes) -> None:
    at = film(lanes, 30)
    for _ in range(60):
        wheel(lanes, at, up=120)
    assert lanes.scene.film_view.scale < 1 / 24 / 60
    for _ in range(60):
        wheel(lanes, at, up=-120)
    assert lanes.scene.film_view.is_whole


@pytest.mark.parametrize("turn", [{"right": -120}, {"up": -120, "modifiers": SHIFT}])
def test_a_sideways_wheel_goes_along_the_lane(lanes: Lanes, turn: dict[str, int]) -> None:
    lanes.scene.zoom(Part.FILM, 8, 600)
    before = lanes.scene.film_view
    wheel(lanes, film(lanes, 60), **turn)  # type: ignore[arg-type]
    assert lanes.scene.film_view.start > before.start
    assert lanes.scene.film_view.scale == before.scale


def test_the_middle_button_drags_the_lane_along(lanes: Lanes, session: FakeSession) -> None:
    lanes.scene.zoom(Part.FILM, 8, 600)
    at = film(lanes, 60)
    QTest.mousePress(lanes, MIDDLE, pos=at)
    QTest.mouseMove(lanes, at + QPoint(-100, 0))
    assert lanes.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(lanes, MIDDLE, pos=at + QPoint(-100, 0))
    assert lanes.position_x(60) == pytest.approx(at.x() - 100, abs=2)
    assert session.commands == []


def test_a_double_click_on_a_block_shows_it_and_its_music(lanes: Lanes) -> None:
    QTest.mouseDClick(lanes, LEFT, pos=film(lanes, 10))
    assert 0 < lanes.position_x(4) < lanes.position_x(22) < lanes.width()
    assert lanes.position_x(22) - lanes.position_x(4) > 900
    assert 0 < lanes.music_x(1, 0) < lanes.music_x(1, 18) < lanes.width()


def test_keys_zoom_around_the_playhead_and_back_to_the_whole(lanes: Lanes) -> None:
    lanes.show_position(40)
    before = lanes.position_x(40), lanes.music_x(2, 10)
    lanes.zoom_in()
    assert (lanes.position_x(40), lanes.music_x(2, 10)) == pytest.approx(before, abs=1)
    assert lanes.scene.film_view.scale < lanes.scene.film_view.coarsest
    lanes.zoom_out()
    assert lanes.scene.film_view.is_whole
    lanes.zoom_in()
    lanes.show_whole()
    assert lanes.scene.film_view.is_whole
    assert lanes.scene.album_view.is_whole


# The playhead


def test_a_playhead_that_leaves_turns_the_page_in_both_lanes(lanes: Lanes) -> None:
    lanes.show_position(5)
    for _ in range(4):
        lanes.zoom_in()
    pages = {lanes.scene.film_view.start}
    for tenth in range(50, 220):
        lanes.show_position(tenth / 10)
        (heard,) = lanes.scene.heard(tenth / 10)
        assert lanes.scene.film_view.shows(tenth / 10)
        assert lanes.scene.album_view.shows(heard)
        pages.add(lanes.scene.film_view.start)
    assert 2 <= len(pages) <= 5


def test_who_looks_elsewhere_is_left_there_while_it_plays(lanes: Lanes) -> None:
    lanes.show_position(5)
    lanes.scene.zoom(Part.FILM, 10, lanes.position_x(100))
    lanes.views_changed()
    before = lanes.scene.film_view
    lanes.show_position(5.1)
    assert lanes.scene.film_view == before


def test_a_jump_is_brought_into_sight(lanes: Lanes) -> None:
    lanes.show_position(5)
    lanes.scene.zoom(Part.RIBBONS, 10, lanes.position_x(5))
    lanes.views_changed()
    lanes.show_position(84)
    assert lanes.scene.film_view.shows(84)


def test_music_that_plays_alone_has_its_playhead_in_the_album(lanes: Lanes, session: FakeSession) -> None:
    lanes.show_position(30)
    (tied,) = lanes.scene.playing_at()
    session.music_alone = (4, 30.0)
    for _ in range(5):
        lanes.zoom_in()
    lanes.show_position(30)
    assert lanes.scene.playing_at() == [lanes.scene.album.place(4, 30.0)] != [tied]
    at = music(lanes, 4, 30.0)
    assert 0 < at.x() < lanes.width()
    brightest = max(shade(lanes, at + QPoint(by, 0)).lightness() for by in (-1, 0, 1))
    assert brightest > shade(lanes, at + QPoint(8, 0)).lightness() + 60
    session.music_alone = None
    lanes.show_position(30)
    assert lanes.scene.playing_at() == [tied]


def test_a_moving_playhead_draws_only_where_it_was_and_is(qtbot: QtBot, lanes: Lanes) -> None:
    lanes.show_position(60)
    lanes.grab()
    drawn: list[QRect] = []
    real = lanes.draw

    def draw(painter: QPainter, part: QRect) -> None:
        drawn.append(part)
        real(painter, part)

    lanes.draw = draw  # type: ignore[method-assign]
    QApplication.processEvents()
    drawn.clear()
    lanes.show_position(60.1)
    qtbot.waitUntil(lambda: bool(drawn))
    assert sum(part.width() * part.height() for part in drawn) < 0.6 * lanes.width() * lanes.height()


def test_the_playhead_is_asked_for_more_often_the_nearer_it_is_seen(lanes: Lanes) -> None:
    assert lanes.tick_ms == 100
    lanes.scene.zoom(Part.FILM, 1000, 600)
    assert lanes.tick_ms == 16


# Words


def test_the_pointer_shows_both_times_and_the_scene(lanes: Lanes) -> None:
    QTest.mouseMove(lanes, film(lanes, 10.2))
    assert lanes.hover_text == (
        "Film 0:00:10    Track 1  0:00:06\nFlorence and Julien on the telephone; the titles"
    )
    QTest.mouseMove(lanes, film(lanes, 100.2))
    assert lanes.hover_text == "0:01:40"
    QTest.mouseMove(lanes, music(lanes, 2, 10.2))
    assert lanes.hover_text.startswith("Film 0:00:40    Track 2  0:00:10\nJulien climbs")


def test_the_pointer_says_that_the_film_does_not_use_a_stretch(lanes: Lanes) -> None:
    QTest.mouseMove(lanes, music(lanes, 4, 30.5))
    assert lanes.hover_text == "Track 4  0:00:30\nThe film does not use this stretch"
    QTest.mouseMove(lanes, QPoint(600, lanes.scene.ribbons_top + 2))
    QApplication.sendEvent(lanes, QEvent(QEvent.Type.Leave))
    assert lanes.hover_text == ""


def test_nearer_views_show_thousandths(lanes: Lanes) -> None:
    lanes.scene.zoom(Part.FILM, 100, lanes.position_x(10))
    lanes.views_changed()
    QTest.mouseMove(lanes, film(lanes, 10.25))
    assert lanes.hover_text.startswith("Film 0:00:10.2")


def test_the_pointer_becomes_a_hand_where_it_leads_elsewhere(lanes: Lanes) -> None:
    for at, shape in (
        (music(lanes, 2, 10), Qt.CursorShape.PointingHandCursor),
        (music(lanes, 4, 30), Qt.CursorShape.ArrowCursor),
        (pictures(lanes, 10), Qt.CursorShape.ArrowCursor),
    ):
        QTest.mouseMove(lanes, at)
        assert lanes.cursor().shape() is shape


def test_to_a_screen_reader_the_lanes_are_a_slider_that_can_be_set(
    lanes: Lanes, session: FakeSession
) -> None:
    lanes.show_position(12.0)
    assert session.commands == []
    spoken = QAccessible.queryAccessibleInterface(lanes)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Position in the film"
    assert lanes.value() == 12_000
    lanes.setValue(30_000)
    assert session.commands == [("seek", 30.0)]


# Dragging blocks: 10 pixels a second, so that 8 pixels are 0.8 s


def drag(lanes: Lanes, at: QPoint, to: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press at one point and move to another, without letting go."""
    QTest.mousePress(lanes, LEFT, modifiers, at)
    for point in ((at + to) / 2, to):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(lanes.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            LEFT,
            modifiers,
        )
        QApplication.sendEvent(lanes, event)


def drop(lanes: Lanes, to: QPoint) -> None:
    QTest.mouseRelease(lanes, LEFT, pos=to)


def begins(lanes: Lanes, seconds: float) -> QPoint:
    """A block that begins then, at its edge."""
    return pictures(lanes, seconds) + QPoint(2, 0)


def ends(lanes: Lanes, seconds: float) -> QPoint:
    return pictures(lanes, seconds) - QPoint(2, 0)


def test_a_block_dragged_by_its_label_is_moved_by_one_command(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    assert session.commands == []
    drop(lanes, film(lanes, 90))
    assert session.commands == [("move_cue", "cue-1", pytest.approx(84, abs=0.2))]
    assert lanes.scene.drag is None


def test_what_is_said_of_an_edit_is_not_covered_before_the_pointer_moves(lanes: Lanes) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    assert lanes.hover_text
    drop(lanes, film(lanes, 90))
    assert not lanes.hover_text


@pytest.mark.parametrize(
    ("point", "seconds", "to", "command"),
    [
        (begins, 4, 12, ("trim_in", "cue-1")),
        (ends, 22, 15, ("trim_out", "cue-1")),
        (ends, 70, 90, ("trim_out", "cue-3")),
    ],
)
def test_an_edge_that_is_dragged_trims(
    lanes: Lanes, session: FakeSession, point: Point, seconds: float, to: float, command: tuple[str, str]
) -> None:
    drag(lanes, point(lanes, seconds), point(lanes, to))
    drop(lanes, point(lanes, to))
    assert session.commands == [(*command, pytest.approx(to, abs=0.2))]


def test_a_press_on_a_block_that_hardly_moves_is_a_click(lanes: Lanes, session: FakeSession) -> None:
    for at in (film(lanes, 10), begins(lanes, 4)):
        session.commands.clear()
        drag(lanes, at, at + QPoint(QApplication.startDragDistance() - 1, 0))
        assert lanes.scene.drag is None
        drop(lanes, at)
        assert [command[0] for command in session.commands] == ["seek"]


def test_a_click_on_a_block_goes_to_where_it_was_pressed(lanes: Lanes, session: FakeSession) -> None:
    QTest.mouseClick(lanes, LEFT, pos=film(lanes, 10))
    assert session.commands == [("seek", pytest.approx(10, abs=0.1))]
    assert lanes.scene.position == pytest.approx(10, abs=0.1)


def test_a_drag_on_the_pictures_of_a_block_scrubs(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, pictures(lanes, 10), pictures(lanes, 18))
    drop(lanes, pictures(lanes, 18))
    assert {command[0] for command in session.commands} == {"seek"}


def test_the_pointer_says_what_a_press_would_hold(lanes: Lanes) -> None:
    for at, shape in (
        (film(lanes, 10), Qt.CursorShape.OpenHandCursor),
        (begins(lanes, 4), Qt.CursorShape.SizeHorCursor),
        (ends(lanes, 22), Qt.CursorShape.SizeHorCursor),
        (film(lanes, 25), Qt.CursorShape.ArrowCursor),
        (QPoint(film(lanes, 10).x(), 1), Qt.CursorShape.ArrowCursor),
    ):
        QTest.mouseMove(lanes, at)
        assert lanes.cursor().shape() is shape
    drag(lanes, film(lanes, 10), film(lanes, 14))
    assert lanes.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    drop(lanes, film(lanes, 14))


def test_the_block_and_its_music_are_shown_where_they_would_be(lanes: Lanes) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    assert shade(lanes, film(lanes, 101)).name() == theme.ACCENT
    assert shade(lanes, film(lanes, 21)).name() != theme.ACCENT
    band = QPoint(round(lanes.position_x(93)), lanes.scene.ribbons_top + 1)
    moved = shade(lanes, band)
    QTest.keyClick(lanes, Qt.Key.Key_Escape)
    assert shade(lanes, film(lanes, 101)).name() != theme.ACCENT
    assert moved.lightness() > shade(lanes, band).lightness() + 20
    drop(lanes, film(lanes, 90))


def test_trimming_shows_the_music_that_would_be_left(lanes: Lanes) -> None:
    drag(lanes, begins(lanes, 4), begins(lanes, 12))
    block = lanes.scene.current_block()
    assert block is not None
    assert (block.film_in, block.music_in) == pytest.approx((12, 8), abs=0.2)
    assert block.film_out == 22
    drop(lanes, begins(lanes, 12))


def test_escape_leaves_the_block_where_it_is(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    QTest.keyClick(lanes, Qt.Key.Key_Escape)
    assert lanes.scene.drag is None
    assert lanes.hover_text == ""
    drop(lanes, film(lanes, 90))
    assert session.commands == []


def test_no_other_key_is_heard_while_a_block_is_dragged(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    assert QWidget.keyboardGrabber() is lanes
    QTest.keyClick(lanes, Qt.Key.Key_Home)
    assert session.commands == []
    drop(lanes, film(lanes, 90))
    assert QWidget.keyboardGrabber() is None


def test_a_block_that_comes_back_is_not_edited(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    QTest.mouseMove(lanes, film(lanes, 10))
    drop(lanes, film(lanes, 10))
    assert session.commands == []


def test_a_map_that_changes_under_a_drag_ends_it(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    session.cue_map = replace(session.cue_map, cues=session.cue_map.cues[1:])
    lanes.refresh()
    drop(lanes, film(lanes, 90))
    assert session.commands == []
    assert QWidget.keyboardGrabber() is None


def test_a_button_let_go_unseen_ends_the_drag(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(film(lanes, 95)),
        QPointF(lanes.mapToGlobal(film(lanes, 95))),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        NONE,
    )
    QApplication.sendEvent(lanes, event)
    assert lanes.scene.drag is None
    drop(lanes, film(lanes, 95))
    assert session.commands == []


def test_lanes_that_are_hidden_hold_nothing(lanes: Lanes) -> None:
    drag(lanes, film(lanes, 10), film(lanes, 90))
    lanes.hide()
    assert lanes.scene.drag is None
    assert QWidget.keyboardGrabber() is None


def test_edges_stick_to_shot_changes_and_say_so(
    lanes: Lanes, session: FakeSession, previews: FakePreviews
) -> None:
    previews.shot_changes = [12.345, 96.0]
    drag(lanes, begins(lanes, 4), begins(lanes, 12.9))
    assert lanes.hover_text == "In 0:00:12.345\nAt a shot change"
    assert previews.looked_near[0] == 4.0
    drop(lanes, begins(lanes, 12.9))
    assert session.commands == [("trim_in", "cue-1", pytest.approx(12.345, abs=1e-9))]


def test_a_block_sticks_with_either_edge(lanes: Lanes, session: FakeSession, previews: FakePreviews) -> None:
    previews.shot_changes = [96.0]
    drag(lanes, film(lanes, 10), film(lanes, 83.5))
    assert lanes.hover_text == "In 0:01:18.000    Out 0:01:36.000\nAt a shot change"
    drop(lanes, film(lanes, 83.5))
    assert session.commands == [("move_cue", "cue-1", pytest.approx(78, abs=1e-9))]


def test_edges_stick_to_the_playhead_and_to_other_scenes(lanes: Lanes) -> None:
    lanes.show_position(80.5)
    for to, words in (
        (80.1, "Out 0:01:20.500\nAt the playhead"),
        (29.6, "Out 0:00:30.000\nAt another scene"),
    ):
        drag(lanes, ends(lanes, 22), ends(lanes, to))
        assert lanes.hover_text == words
        QTest.keyClick(lanes, Qt.Key.Key_Escape)
        drop(lanes, ends(lanes, to))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [(Verdict.PRESENT, "Where the music was found"), (Verdict.REJECTED, SCENES[0])],
)
def test_edges_stick_to_where_the_search_found_the_music(
    lanes: Lanes, session: FakeSession, verdict: Verdict, words: str
) -> None:
    span = FilmSpan(Fraction(91), Fraction(105))
    cue = Cue("cue-4", 4, "", span, certainty=Certainty.ALIGNED)
    found = Found(4, None, span, Fraction(0), Fraction(1), Fraction(1))
    session.search = SearchState(candidates=(Candidate(Proposal(cue, found, False), verdict),))
    lanes.refresh()
    drag(lanes, film(lanes, 10), film(lanes, 97.4))
    assert lanes.hover_text.split("\n")[1] == words
    drop(lanes, film(lanes, 97.4))


def test_with_shift_nothing_sticks(lanes: Lanes, session: FakeSession, previews: FakePreviews) -> None:
    previews.shot_changes = [12.0]
    drag(lanes, begins(lanes, 4), begins(lanes, 12.5), SHIFT)
    assert lanes.hover_text.endswith(SCENES[0])
    drop(lanes, begins(lanes, 12.5))
    assert session.commands == [("trim_in", "cue-1", pytest.approx(12.5, abs=0.1))]


def test_shots_are_looked_for_where_a_block_goes_in_near_views_only(
    lanes: Lanes, session: FakeSession, previews: FakePreviews
) -> None:
    drag(lanes, begins(lanes, 4), begins(lanes, 14))
    assert max(previews.looked_near) == pytest.approx(14, abs=0.2)
    drop(lanes, begins(lanes, 14))
    previews.looked_near.clear()
    assert session.film is not None
    session.film = replace(session.film, duration=Fraction(600))
    lanes.refresh()
    drag(lanes, begins(lanes, 4), begins(lanes, 14))
    assert previews.looked_near == [4.0]
    drop(lanes, begins(lanes, 14))


def test_the_playhead_runs_on_under_a_drag_and_turns_no_page(lanes: Lanes) -> None:
    lanes.scene.zoom(Part.FILM, 4, lanes.position_x(10))
    lanes.views_changed()
    before = lanes.scene.film_view
    lanes.show_position(10)
    drag(lanes, film(lanes, 10), film(lanes, 14))
    lanes.show_position(100)
    assert lanes.scene.position == 100
    assert lanes.scene.film_view == before
    drop(lanes, film(lanes, 14))


def beyond(lanes: Lanes, pixels: int, at: QPoint) -> QPoint:
    """So far right of the film and album lanes' end, or left of their beginning where negative."""
    return QPoint(pixels + (lanes.width() - MARGIN if pixels > 0 else MARGIN), at.y())


def zoomed(lanes: Lanes, seconds: float) -> None:
    """See a tenth of both lanes, ``seconds`` (film) in the middle."""
    lanes.scene.zoom(Part.RIBBONS, 10, lanes.width() / 2)
    lanes.scene.pan(Part.FILM, lanes.position_x(seconds) - lanes.width() / 2)
    lanes.views_changed()


@pytest.mark.parametrize("right", [True, False])
def test_scrubbing_beyond_the_edge_takes_the_lane_along_to_its_end(
    qtbot: QtBot, lanes: Lanes, session: FakeSession, right: bool
) -> None:
    lanes.scrubbed.connect(session.seek)
    zoomed(lanes, 60)
    album = lanes.scene.album_view
    at, end = pictures(lanes, 62), 120.0 if right else 0.0
    to = beyond(lanes, 200 if right else -200, at)
    drag(lanes, at, to)
    qtbot.waitUntil(lambda: lanes.scene.position == end)
    view = lanes.scene.film_view
    assert (view.stop if right else view.start) == pytest.approx(end, abs=view.scale)
    assert lanes.scene.album_view == album
    drop(lanes, to)
    assert session.commands[-1] == ("seek", end)


def test_scrubbing_music_beyond_the_edge_takes_the_album_along(qtbot: QtBot, lanes: Lanes) -> None:
    zoomed(lanes, 60)
    lanes.scene.pan(Part.ALBUM, lanes.music_x(1, 0) - MARGIN)
    lanes.views_changed()
    film_view, start = lanes.scene.film_view, lanes.scene.album_view.start
    at = music(lanes, 1, 5)
    drag(lanes, at, beyond(lanes, 100, at))
    qtbot.waitUntil(lambda: lanes.scene.album_view.start > start + 10)
    assert lanes.scene.film_view == film_view
    drop(lanes, at)


def assert_stands_still(qtbot: QtBot, lanes: Lanes) -> None:
    """Let a drag's scrolling come round once more, and see that it ends there."""
    stopped = lanes.scene.film_view
    with qtbot.waitSignal(lanes._scrolling.timeout):
        pass
    assert not lanes._scrolling.isActive()
    assert lanes.scene.film_view == stopped


@pytest.mark.parametrize("comes_back", [True, False])
def test_the_lane_stops_once_the_pointer_is_back_or_lets_go(
    qtbot: QtBot, lanes: Lanes, comes_back: bool
) -> None:
    zoomed(lanes, 60)
    at, start = pictures(lanes, 60), lanes.scene.film_view.start
    to = beyond(lanes, 20, at)
    drag(lanes, at, to)
    qtbot.waitUntil(lambda: lanes.scene.film_view.start > start)
    if comes_back:
        QTest.mouseMove(lanes, at)
    else:
        drop(lanes, to)
    assert_stands_still(qtbot, lanes)
    drop(lanes, at)


def test_a_block_dragged_beyond_the_edge_goes_on_with_the_lane(
    qtbot: QtBot, lanes: Lanes, session: FakeSession
) -> None:
    zoomed(lanes, 8)
    at = film(lanes, 10)
    to = beyond(lanes, 50, at)
    drag(lanes, at, to)
    qtbot.waitUntil(lambda: (dragged := lanes.scene.drag) is not None and dragged.block.film_in > 40)
    assert lanes.scene.film_view.start > 30
    assert lanes.scene.drag is not None
    moved_to = lanes.scene.drag.block.film_in
    drop(lanes, to)
    assert session.commands == [("move_cue", "cue-1", pytest.approx(moved_to))]


def test_escape_stops_the_lane_under_a_block(qtbot: QtBot, lanes: Lanes, session: FakeSession) -> None:
    zoomed(lanes, 8)
    at = film(lanes, 10)
    drag(lanes, at, beyond(lanes, 50, at))
    QTest.keyClick(lanes, Qt.Key.Key_Escape)
    assert_stands_still(qtbot, lanes)
    drop(lanes, at)
    assert session.commands == []


def test_a_block_does_not_stick_to_where_it_was(lanes: Lanes, session: FakeSession) -> None:
    drag(lanes, ends(lanes, 22), ends(lanes, 26))
    QTest.mouseMove(lanes, ends(lanes, 22.5))
    drop(lanes, ends(lanes, 22.5))
    assert session.commands == [("trim_out", "cue-1", pytest.approx(22.5, abs=0.1))]


def test_a_proposal_counts_as_found_where_the_search_has_it(lanes: Lanes, session: FakeSession) -> None:
    cue = Cue("cue-4", 4, "", FilmSpan(Fraction(94), Fraction(105)), certainty=Certainty.ALIGNED)
    found = Found(4, None, FilmSpan(Fraction(91), Fraction(105)), Fraction(0), Fraction(1), Fraction(1))
    session.search = SearchState(candidates=(Candidate(Proposal(cue, found, False), Verdict.OPEN),))
    lanes.refresh()
    for to, sticks in ((94, False), (91.2, True), (105.2, True)):
        drag(lanes, ends(lanes, 22), ends(lanes, to))
        assert lanes.scene.drag is not None
        assert (lanes.scene.drag.place is not None) is sticks
        QTest.keyClick(lanes, Qt.Key.Key_Escape)
        drop(lanes, ends(lanes, to))


def test_beside_the_lane_nothing_is_held(lanes: Lanes) -> None:
    lanes.scene.zoom(Part.FILM, 20, lanes.position_x(13))
    lanes.views_changed()
    inside, outside = QPoint(20, lanes.scene.film_top + 5), QPoint(3, lanes.scene.film_top + 5)
    assert lanes.scene.grip(inside.x(), inside.y()) is not None
    assert lanes.scene.grip(outside.x(), outside.y()) is None


def test_a_proposal_is_not_dragged(lanes: Lanes, session: FakeSession) -> None:
    span = FilmSpan(Fraction(90), Fraction(105))
    cue = Cue("cue-4", 4, "", span, certainty=Certainty.ALIGNED)
    found = Found(4, None, span, Fraction(0), Fraction(1), Fraction(1))
    session.search = SearchState(candidates=(Candidate(Proposal(cue, found, False), Verdict.OPEN),))
    lanes.refresh()
    at = film(lanes, 97)
    assert lanes.scene.grip(at.x(), at.y()) is None


# Pictures


def test_blocks_and_their_music_stand_where_the_map_has_them(lanes: Lanes, session: FakeSession) -> None:
    session.selected = "cue-1"
    lanes.refresh()
    assert shade(lanes, film(lanes, 21.9)).name() == theme.ACCENT
    assert shade(lanes, film(lanes, 25)).name() != theme.ACCENT
    top = QPoint(0, lanes.scene.album_top + 1 - music(lanes, 1, 0).y())
    assert shade(lanes, music(lanes, 1, 17) + top).name() == theme.ACCENT
    assert shade(lanes, music(lanes, 1, 30) + top).name() == theme.PANEL
    assert shade(lanes, music(lanes, 2, 10) + top).name() == theme.RAISED


def test_overlapping_cues_stand_in_rows_of_their_own(lanes: Lanes) -> None:
    upper, lower = film(lanes, 52), film(lanes, 52) + QPoint(0, lanes.scene.heights.film // 2)
    for at, cue_id in ((upper, "cue-2"), (lower, "cue-3")):
        block = lanes.scene.spot(at.x(), at.y()).block
        assert block is not None
        assert block.cue_id == cue_id


def test_what_waits_to_be_decided_is_outlined(lanes: Lanes, session: FakeSession) -> None:
    span = FilmSpan(Fraction(90), Fraction(105))
    cue = Cue("cue-4", 4, "", span, certainty=Certainty.ALIGNED)
    found = Found(4, None, span, Fraction(0), Fraction(1), Fraction(1))
    for verdict, outlined in ((Verdict.OPEN, True), (Verdict.REJECTED, False)):
        session.search = SearchState(candidates=(Candidate(Proposal(cue, found, False), verdict),))
        lanes.refresh()
        edge = QPoint(film(lanes, 97).x(), lanes.scene.film_top)
        assert (shade(lanes, edge).name() == theme.ACCENT) is outlined


def test_a_proposal_that_is_listened_to_is_the_current_one(lanes: Lanes, session: FakeSession) -> None:
    span = FilmSpan(Fraction(90), Fraction(105))
    cue = Cue("cue-4", 4, "", span, certainty=Certainty.ALIGNED)
    found = Found(4, None, span, Fraction(0), Fraction(1), Fraction(1))
    session.search = SearchState(candidates=(Candidate(Proposal(cue, found, False), Verdict.OPEN),))
    session.auditioned = cue
    lanes.refresh()
    block = lanes.scene.current_block()
    assert block is not None
    assert (block.cue_id, block.proposed) == ("cue-4", True)
    session.auditioned = session.cue_map.cues[1]  # accepted meanwhile
    lanes.refresh()
    block = lanes.scene.current_block()
    assert block is not None
    assert (block.cue_id, block.proposed) == ("cue-2", False)


def picture(film_time: float, shade: str) -> Thumbnail:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(shade))
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(written, "PNG")  # type: ignore[call-overload]
    return Thumbnail(film_time, 64, 48, bytes(written.data().data()))


def test_thumbnails_and_waves_appear_when_there_are_some(
    qtbot: QtBot, lanes: Lanes, session: FakeSession, previews: FakePreviews
) -> None:
    pictures = QPoint(film(lanes, 10).x(), lanes.scene.ribbons_top - 6)
    wave = music(lanes, 1, 5) + QPoint(0, 8)
    dark = shade(lanes, pictures).lightness(), shade(lanes, wave).lightness()
    previews.pictures = [picture(float(second), "#c0c0c0") for second in range(0, 120, 4)]
    previews.waveforms[Path("/music/1.flac")] = Waveform.of_bins(
        100.0, np.tile(np.array([[-127, 127]], np.int8), (40_000, 1))
    )
    lanes.previews_changed()
    qtbot.waitUntil(lambda: shade(lanes, pictures).lightness() > dark[0] + 100)
    assert shade(lanes, wave).lightness() > dark[1] + 60
    outside = QPoint(film(lanes, 26).x(), pictures.y())
    assert shade(lanes, outside).lightness() < shade(lanes, pictures).lightness() - 60


def test_what_is_new_in_one_lane_leaves_the_other_as_it_was_drawn(
    qtbot: QtBot, lanes: Lanes, session: FakeSession, previews: FakePreviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    waves, blocks = Mock(wraps=album_ground.wave_image), Mock(wraps=film_ground.block_area)
    monkeypatch.setattr(album_ground, "wave_image", waves)
    monkeypatch.setattr(film_ground, "block_area", blocks)
    previews.waveforms[Path("/music/1.flac")] = Waveform.of_bins(100.0, np.zeros((40_000, 2), np.int8))
    lanes.previews_changed()
    qtbot.waitUntil(lambda: waves.called and at_rest(lanes))
    drawn = waves.call_count
    assert not blocks.called

    previews.pictures = [picture(10.0, "#c0c0c0")]
    lanes.previews_changed()
    qtbot.waitUntil(lambda: blocks.called and at_rest(lanes))
    assert waves.call_count == drawn

    waves.reset_mock()
    blocks.reset_mock()
    first = session.cue_map.cues[0]  # earlier in its track, in the same place of the film
    moved = replace(first, music_in=first.music_in + Fraction(1, 2))
    session.cue_map = replace(session.cue_map, cues=(moved, *session.cue_map.cues[1:]))
    lanes.refresh()
    qtbot.waitUntil(lambda: waves.called and at_rest(lanes))
    assert not blocks.called


def test_samples_are_drawn_once_they_are_read(
    lanes: Lanes, previews: FakePreviews, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    previews.waveforms[Path("/music/1.flac")] = Waveform.of_bins(100.0, np.zeros((40_000, 2), np.int8))
    lanes.scene.zoom(Part.ALBUM, 1e9, lanes.music_x(1, 50))
    lanes.previews_changed()
    qtbot.waitUntil(lambda: bool(previews.asked))
    read = Mock(return_value=Samples(49.0, 48_000, np.ones(96_000, np.float32)))
    monkeypatch.setattr(previews, "samples", read)
    lanes.previews_changed()
    qtbot.waitUntil(lambda: read.called)


def test_only_the_nearest_views_ask_for_samples(lanes: Lanes, previews: FakePreviews) -> None:
    previews.waveforms[Path("/music/1.flac")] = Waveform.of_bins(100.0, np.zeros((40_000, 2), np.int8))
    lanes.grab()
    assert previews.asked == []
    lanes.scene.zoom(Part.ALBUM, 1e9, lanes.music_x(1, 50))
    lanes.views_changed()
    lanes.grab()
    assert previews.asked
    for path, start, stop in previews.asked:
        assert path == Path("/music/1.flac")
        assert 49 < start < stop < 51


def test_the_previews_are_told_what_is_shown_once(
    lanes: Lanes, session: FakeSession, previews: FakePreviews
) -> None:
    lanes.refresh()
    lanes.refresh()
    assert len(previews.opened) == 1
    shown, recordings = previews.opened[0]
    assert shown is session.film
    assert [recording.path.name for recording in recordings] == ["1.flac", "2.flac", "3.flac", "4.flac"]


def test_another_film_is_seen_whole_and_another_map_from_the_same_place(
    lanes: Lanes, session: FakeSession
) -> None:
    lanes.zoom_in()
    nearer = lanes.scene.film_view
    session.cue_map = replace(session.cue_map, cues=session.cue_map.cues[:2])
    lanes.refresh()
    assert lanes.scene.film_view == nearer
    assert session.film is not None
    session.film = replace(session.film, duration=Fraction(240))
    lanes.refresh()
    assert lanes.scene.film_view.is_whole


def test_lanes_take_little_of_a_small_window_and_more_of_a_large_one(lanes: Lanes) -> None:
    lanes.fit_height(560)
    assert lanes.sizeHint().height() <= 120
    lanes.fit_height(1440)
    assert lanes.sizeHint().height() >= 200


def test_a_thousand_cues_and_an_album_without_files_are_drawn(lanes: Lanes, session: FakeSession) -> None:
    cues = tuple(
        Cue(
            f"c{n}",
            n % 4 + 1,
            f"scene {n}",
            FilmSpan(Fraction(n, 9), Fraction(n, 9) + 2),
            Fraction(n % 50),
            certainty=Certainty.ESTIMATED,
        )
        for n in range(1000)
    )
    album = replace(session.cue_map.album, tracks=tuple(Track(n, f"Track {n}") for n in range(1, 5)))
    session.cue_map, session.match = replace(session.cue_map, album=album, cues=cues), None
    session.selected = "c500"
    lanes.refresh()
    lanes.show_position(56)
    assert shade(lanes, film(lanes, 56) + QPoint(0, 3)).alpha() == 255
    assert len(lanes.scene.ties.at_film(56)) > 10
