"""Placing cues by hand through the session: what is edited, heard, undone, told and refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync import hand_placing
from gallows_sync.core.cue_map import Certainty, Cue, CueMap, FilmSpan
from gallows_sync.core.findings import Anchor
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.hand_placing import Place
from gallows_sync.search import residual
from gallows_sync.session import Session
from tests.desk import Desk, placed_map
from tests.process_here import ProcessHere


class Ear:
    """Stands in for listening: the film has the music at ``anchor``."""

    def __init__(self) -> None:
        self.anchor: Anchor | None = None
        self.asked: list[tuple[Cue, Fraction]] = []

    def __call__(self, film: FilmFile, recording: Recording, cue: Cue, near: Fraction) -> Anchor | None:
        self.asked.append((cue, near))
        return self.anchor


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = Ear()
    monkeypatch.setattr(residual, "anchor", ear)
    monkeypatch.setattr("gallows_sync.hearing.OwnProcess", ProcessHere)
    return ear


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ear: Ear) -> Iterator[Desk]:
    """Film, album and a map whose second cue plays from the middle of its track."""
    desk = Desk(tmp_path, monkeypatch)
    monkeypatch.setattr("gallows_sync.hearing.REST_S", 0.0)
    cues = tuple(
        replace(cue, music_in=Fraction(5)) if cue.id == "second" else cue for cue in placed_map().cues
    )
    path = desk.map(cue_map=replace(placed_map(), cues=cues), comment="# mine\n")
    desk.open(film=desk.film(), album=desk.album(), map=path)
    desk.session.seek(0.0)
    yield desk
    desk.end()


def cue(desk: Desk, cue_id: str) -> Cue:
    found = desk.session.cue_map.cue(cue_id)
    assert found is not None
    return found


def span(desk: Desk, cue_id: str) -> tuple[float, float] | None:
    film = cue(desk, cue_id).film
    return None if film is None else (float(film.film_in), float(film.film_out))


def on_disk(desk: Desk) -> CueMap:
    desk.wait_until_saved()
    assert desk.session.map_path is not None
    return read_cue_map(desk.session.map_path).cue_map


def at(desk: Desk, cue_id: str, film_time: float) -> Session:
    """Jump to the cue, then be at ``film_time``."""
    desk.session.jump(cue_id)
    desk.transport.now = film_time
    return desk.session


# ---------------------------------------------------------------------- nudging


@pytest.mark.parametrize(("ms", "music_in"), [(10, "4.99"), (-10, "5.01"), (100, "4.9"), (1, "4.999")])
def test_a_nudge_is_heard_and_saved_at_once_and_confirms_the_cue(desk: Desk, ms: int, music_in: str) -> None:
    session = at(desk, "second", 22)
    desk.transport.commands.clear()
    session.editing.nudge(ms)
    assert cue(desk, "second").music_in == Fraction(music_in)
    assert cue(desk, "second").certainty is Certainty.CONFIRMED
    assert len(desk.transport.of("lay")) == 1
    assert desk.transport.of("jump", "seek", "pause") == []
    assert on_disk(desk) == session.cue_map


def test_a_quick_series_of_nudges_is_undone_in_one_step(desk: Desk) -> None:
    session = at(desk, "second", 22)
    before = session.cue_map
    for _ in range(30):
        session.editing.nudge(10)
    assert cue(desk, "second").music_in == Fraction("4.7")
    assert session.undo_words == "shift the music of «Second»"
    session.undo()
    assert session.cue_map == before == on_disk(desk)
    assert session.undo_words is None
    session.redo()
    assert cue(desk, "second").music_in == Fraction("4.7")


def test_nudges_of_two_cues_are_two_steps(desk: Desk) -> None:
    at(desk, "second", 22).editing.nudge(10)
    at(desk, "fourth", 52).editing.nudge(10)
    desk.session.undo()
    assert cue(desk, "second").music_in == Fraction("4.99")
    assert span(desk, "fourth") == (50, 60)


def test_the_loop_follows_an_edit(desk: Desk) -> None:
    session = at(desk, "fourth", 52)
    session.toggle_loop()
    session.editing.nudge(100)
    assert session.looping
    assert desk.transport.of("loop")[-1] == ("loop", 50.1)


def test_without_a_cue_or_a_film_it_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.session.editing.nudge(10)
    assert desk.notice("no cue to place here").advice is not None
    desk.begin().editing.nudge(10)
    assert desk.notice("no film open").advice is not None


# ---------------------------------------------------------------------- in and out points


def test_i_and_o_set_in_and_out_point_to_the_playhead(desk: Desk) -> None:
    session = at(desk, "second", 22)
    session.editing.set_film_in()
    assert (span(desk, "second"), cue(desk, "second").music_in) == ((22, 30), Fraction(7))
    desk.transport.now = 28.5
    session.editing.set_film_out()
    assert span(desk, "second") == (22, 28.5)
    assert session.undo_words == "set the out point of «Second»"


def test_points_in_the_wrong_order_are_refused_in_words(desk: Desk) -> None:
    session = at(desk, "second", 15)
    before = session.cue_map
    session.editing.set_film_out()
    assert session.cue_map == before
    assert desk.notice("out point must come after its in point")
    desk.transport.now = 25
    session.editing.set_film_out()
    assert session.notices == ()


def test_a_cue_without_a_place_is_placed_at_the_playhead(desk: Desk) -> None:
    session = desk.session
    session.jump("third")
    assert session.editing.cue == cue(desk, "third")
    desk.transport.now = 30
    session.editing.set_film_in()
    assert span(desk, "third") == (30, 111)  # as long as its recording
    assert session.selected == "third"
    assert cue(desk, "third").certainty is Certainty.CONFIRMED


def test_a_cue_without_a_place_can_be_nothing_else_but_placed(desk: Desk) -> None:
    desk.session.jump("third")
    for edit in (desk.session.editing.set_film_out, lambda: desk.session.editing.nudge(10)):
        edit()
        assert "press I" in (desk.notice("no place in the film yet").advice or "")


def test_a_jump_elsewhere_is_an_edit_elsewhere(desk: Desk) -> None:
    desk.session.jump("third")
    at(desk, "second", 22).editing.nudge(10)
    assert cue(desk, "second").music_in == Fraction("4.99")


def test_the_first_cue_that_is_placed_says_of_which_copy_the_times_are(desk: Desk) -> None:
    base = placed_map()
    cues = tuple(replace(old, film=None, certainty=Certainty.UNPLACED) for old in base.cues)
    desk.open(map=desk.map("bare.yaml", replace(base, film=replace(base.film, duration=None), cues=cues)))
    desk.session.jump("first")
    desk.transport.now = 100
    desk.session.editing.set_film_in()
    film = on_disk(desk).film
    assert (film.duration, film.frame_rate) == (Fraction(120), Fraction(24))
    assert span(desk, "first") == (100, 120)


# ---------------------------------------------------------------------- blocks and their edges


def test_a_block_is_moved_with_its_music_and_stops_at_the_films_end(desk: Desk) -> None:
    desk.session.editing.move_cue("second", 40)
    assert (span(desk, "second"), cue(desk, "second").music_in) == ((40, 50), Fraction(5))
    desk.session.editing.move_cue("second", 500)
    assert span(desk, "second") == (110, 120)


def test_the_edges_of_a_block_are_moved(desk: Desk) -> None:
    desk.session.editing.trim_in("second", 18)
    desk.session.editing.trim_out("second", 500)
    assert (span(desk, "second"), cue(desk, "second").music_in) == ((18, 120), Fraction(3))


# ---------------------------------------------------------------------- marks


def test_the_picture_then_the_music_place_a_cue(desk: Desk) -> None:
    session = at(desk, "second", 22)
    session.editing.mark()
    assert session.editing.marks is not None
    assert session.editing.marks.picture == 22
    desk.transport.now = 24.5  # where the music that belongs to 22 is heard now
    session.editing.mark()
    assert cue(desk, "second").music_time(Fraction(22)) == Fraction("9.5")
    assert span(desk, "second") == (20, 30)
    assert session.editing.marks.picture is None
    assert session.undo_words == "place «Second» by marks"


def test_two_pairs_give_the_speed(desk: Desk) -> None:
    session = at(desk, "second", 21)
    for picture, music in ((Fraction(21), Fraction(6)), (Fraction(29), Fraction("14.4"))):
        desk.transport.now = float(picture)
        session.editing.mark()
        session.editing.mark_music(2, music)
    assert cue(desk, "second").speed == Fraction("1.05")
    assert cue(desk, "second").music_time(Fraction(29)) == Fraction("14.4")
    assert cue(desk, "second").music_time(Fraction(21)) == 6


def test_a_second_pair_at_the_same_place_corrects_the_first(desk: Desk) -> None:
    session = at(desk, "second", 21)
    for music in (Fraction(6), Fraction(7)):
        session.editing.mark()
        session.editing.mark_music(2, music)
    assert (cue(desk, "second").speed, cue(desk, "second").music_time(Fraction(21))) == (
        Fraction(1),
        Fraction(7),
    )


def test_a_pair_says_nothing_once_the_cue_was_moved_otherwise(desk: Desk) -> None:
    session = at(desk, "second", 21)
    session.editing.mark()
    session.editing.mark_music(2, Fraction(6))
    session.editing.nudge(100)
    desk.transport.now = 29
    session.editing.mark()
    session.editing.mark_music(2, Fraction(15))
    assert (cue(desk, "second").speed, cue(desk, "second").music_time(Fraction(29))) == (
        Fraction(1),
        Fraction(15),
    )


def test_marks_place_a_cue_that_had_no_place(desk: Desk) -> None:
    session = desk.session
    session.jump("third")
    desk.transport.now = 40
    session.editing.mark()
    session.editing.mark_music(3, Fraction(15))
    assert (span(desk, "third"), session.selected) == ((25, 106), "third")


def test_the_music_is_marked_while_its_track_plays_by_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.session
    session.jump("third")
    desk.transport.now = 40
    session.editing.mark()
    monkeypatch.setattr(Session, "music_alone", property(lambda _: (1, 15.0)))
    session.editing.mark()
    assert desk.notice("another track")
    monkeypatch.setattr(Session, "music_alone", property(lambda _: (3, 15.0)))
    session.editing.mark()
    assert (span(desk, "third"), session.editing.cue) == ((25, 106), cue(desk, "third"))


def test_where_the_music_is_not_heard_the_picture_is_marked_anew(desk: Desk) -> None:
    session = desk.session
    session.jump("third")
    for now in (40.0, 41.5):
        desk.transport.now = now
        session.editing.mark()
    assert session.editing.marks is not None
    assert session.editing.marks.picture == Fraction("41.5")
    session.editing.forget_marks()
    assert session.editing.marks is None


def test_marks_are_of_one_cue(desk: Desk) -> None:
    at(desk, "second", 22).editing.mark()
    desk.session.jump("first")
    assert desk.session.editing.marks is None


def test_music_of_another_track_and_music_before_the_picture_are_refused(desk: Desk) -> None:
    session = at(desk, "second", 22)
    session.editing.mark_music(2, Fraction(3))
    assert desk.notice("Mark the instant of the picture first")
    session.editing.mark()
    session.editing.mark_music(1, Fraction(3))
    assert desk.notice("another track")
    assert session.undo_words is None


# ---------------------------------------------------------------------- another copy


def test_all_cues_are_shifted_so_that_one_begins_here(desk: Desk) -> None:
    session = at(desk, "second", 23)
    session.editing.shift_all_here()
    assert [span(desk, name) for name in ("first", "second", "third", "fourth")] == [
        (13, 23),
        (23, 33),
        None,
        (53, 63),
    ]
    assert cue(desk, "first").certainty is Certainty.ESTIMATED
    assert session.cue_map.film.duration == 120
    session.undo()
    assert span(desk, "first") == (10, 20)


def test_all_cues_are_stretched_so_that_one_begins_here_and_the_first_stays(desk: Desk) -> None:
    session = at(desk, "fourth", 48)
    session.editing.stretch_all_here()
    assert [span(desk, name) for name in ("first", "second", "fourth")] == [
        (10, 19.5),
        (19.5, 29),
        (48, 57.5),
    ]
    assert cue(desk, "first").speed == Fraction(20, 19)


def test_the_first_scene_cannot_be_what_all_are_stretched_to(desk: Desk) -> None:
    at(desk, "first", 12).editing.stretch_all_here()
    assert desk.notice("choose a later one")


@pytest.mark.parametrize("edit", ["shift_all_here", "stretch_all_here"])
def test_where_the_cue_begins_already_there_is_nothing_to_shift_or_stretch(desk: Desk, edit: str) -> None:
    session = at(desk, "second", 20)
    getattr(session.editing, edit)()
    assert desk.notice("begins here already")
    assert session.undo_words is None


def test_all_cues_are_shifted_and_stretched_by_numbers(desk: Desk) -> None:
    session = at(desk, "first", 12)
    session.editing.stretch_all(Fraction(24, 25))
    session.editing.shift_all(Fraction(1, 2))
    assert span(desk, "fourth") == (48.5, 58.1)


# ---------------------------------------------------------------------- what is told


def test_what_was_done_is_told_and_how_far_off_it_was_and_is(desk: Desk, ear: Ear) -> None:
    ear.anchor = Anchor(Fraction(22), Fraction("7.012"), 20.0)  # the film has the music 12 ms earlier
    session = at(desk, "second", 22)
    for _ in range(2):
        session.editing.nudge(-6)
    told = session.editing.told
    assert told is not None
    assert told.said == "Music 12 ms earlier"
    desk.wait(lambda: session.editing.told is not None and not session.editing.told.listening)
    told = session.editing.told
    assert told is not None
    assert told.late_before_ms == pytest.approx(12)
    assert told.late_ms == pytest.approx(0)
    session.editing.nudge(1)
    assert session.editing.told is not None
    assert session.editing.told.late_ms == pytest.approx(1)
    assert len(ear.asked) == 1  # the film did not change
    assert ear.asked[0][1] == 22


def test_where_the_film_does_not_tell_nothing_is_told_of_it(desk: Desk, ear: Ear) -> None:
    session = at(desk, "second", 22)
    session.editing.nudge(10)
    desk.wait(lambda: session.editing.told is not None and not session.editing.told.listening)
    told = session.editing.told
    assert told is not None
    assert (told.late_before_ms, told.late_ms) == (None, None)
    assert len(ear.asked) == 2  # about the new place and about the old


@pytest.mark.parametrize("third", [1, 2])
def test_times_are_told_to_the_millisecond_as_the_card_tells_them(desk: Desk, third: int) -> None:
    session = at(desk, "second", 22)
    session.editing.move_cue("second", 21 + third / 3)
    assert session.editing.told is not None
    assert session.editing.told.said == f"Moved to 0:00:21.{3 * third}{3 * third}{3 * third}"


def test_a_shift_of_all_is_told_to_the_millisecond(desk: Desk) -> None:
    session = at(desk, "second", 22)
    session.editing.shift_all(Fraction("1.7231"))
    assert session.editing.told is not None
    assert session.editing.told.said == "All cues 1.723 s later"


def test_a_nudge_from_a_film_frame_is_told_in_plain_numbers(desk: Desk) -> None:
    session = at(desk, "second", 22)
    assert session.film is not None
    on_a_frame = FilmSpan(Fraction(61, 3), Fraction(30))  # the clock is in whole microseconds
    second = replace(cue(desk, "second"), film=on_a_frame, music_in=Fraction(4))
    place = Place(session.film, session.cue_map, None, second, Fraction(22))
    assert hand_placing.nudge(place, Fraction(1, 100)).said == "Music 10 ms later"


def test_undo_takes_back_what_was_told(desk: Desk) -> None:
    session = at(desk, "second", 22)
    session.editing.nudge(10)
    session.undo()
    assert session.editing.told is None


# ---------------------------------------------------------------------- the original


def test_the_map_can_be_had_as_it_was_found(desk: Desk) -> None:
    before = desk.session.cue_map
    assert not desk.session.can_restore
    at(desk, "second", 22).editing.nudge(10)
    desk.session.editing.shift_all(Fraction(2))
    edited = on_disk(desk)
    assert desk.session.can_restore
    desk.session.restore_original()
    desk.wait()
    assert desk.session.cue_map == before == on_disk(desk)
    assert desk.notice("The map is as it was found.")
    assert desk.session.undo_words == "restore the map as it was found"
    desk.session.undo()
    assert desk.session.cue_map == edited


def test_the_map_as_it_was_found_outlives_the_program(desk: Desk) -> None:
    before = desk.session.cue_map
    at(desk, "second", 22).editing.nudge(10)
    desk.begin().restore()
    desk.wait()
    assert desk.session.cue_map != before
    desk.session.restore_original()
    desk.wait()
    assert desk.session.cue_map == before


def test_a_map_that_was_not_changed_is_as_it_was_found(desk: Desk) -> None:
    desk.session.restore_original()
    assert desk.notice("as it was found")


def test_an_original_that_cannot_be_read_is_said(desk: Desk) -> None:
    at(desk, "second", 22).editing.nudge(10)
    desk.wait_until_saved()
    (original,) = (desk.folder / "state" / "originals").iterdir()
    original.write_text("nonsense", encoding="ascii")
    desk.session.restore_original()
    desk.wait()
    assert [notice.about for notice in desk.session.notices if notice.kind == "problem"] == ["save"]


def test_an_edit_made_while_the_album_is_being_read_is_kept(desk: Desk) -> None:
    session = at(desk, "second", 22)
    other = desk.album("other")
    session.open_album(other)
    session.editing.nudge(10)
    desk.wait()
    assert cue(desk, "second").music_in == Fraction("4.99")
    assert on_disk(desk) == session.cue_map
