"""Where the playhead goes: from cue to cue, within film and track, round a loop; the cue that it is in."""

from dataclasses import replace
from fractions import Fraction

import pytest

from gallows_sync.core.cue_map import FilmSpan
from tests.desk import TITLES, Desk, placed_map

# ---------------------------------------------------------------------- start


def test_start_plays_from_the_beginning_once_all_is_open(desk: Desk) -> None:
    desk.session.open_map(desk.map())
    desk.session.open_film(desk.film())
    desk.session.open_album(desk.album())
    desk.session.start(None)
    assert desk.transport.of("jump") == []
    desk.wait()
    assert desk.transport.of("lay", "jump")[-2:] == [
        ("lay", ("first", "First"), ("second", "Second"), ("fourth", "Fourth")),
        ("jump", 0.0),
    ]


def test_start_plays_from_the_cue(desk: Desk) -> None:
    desk.session.open_map(desk.map())
    desk.session.open_film(desk.film())
    desk.session.start("fourth")
    desk.wait()
    assert desk.transport.of("jump") == [("jump", 50.0)]
    assert desk.session.selected == "fourth"


@pytest.mark.parametrize(("cue", "words"), [("third", "«Third» has no place"), ("nobody", "no cue «nobody»")])
def test_start_at_a_cue_without_a_place_says_so_and_plays(desk: Desk, cue: str, words: str) -> None:
    desk.session.open_map(desk.map())
    desk.session.open_film(desk.film())
    desk.session.start(cue)
    desk.wait()
    assert desk.transport.of("jump") == [("jump", 0.0)]
    assert desk.notice(words)


def test_start_without_a_film_that_opens_does_not_play(desk: Desk) -> None:
    desk.session.open_film(desk.folder / "gone.mkv")
    desk.session.start(None)
    desk.wait()
    assert desk.transport.of("jump") == []
    assert desk.notice("no such file")


# ---------------------------------------------------------------------- jumping


def test_a_jump_prepares_the_music_and_sends_picture_and_music_together(playing: Desk) -> None:
    playing.transport.commands.clear()
    playing.session.jump_number(4)
    assert playing.transport.commands == [
        ("want", "fourth"),
        ("jump", 50.0),
        ("expect", 10.0, 20.0, 50.0),
    ]
    assert playing.session.selected == "fourth"


def test_a_jump_to_an_unplaced_cue_says_once_what_to_do_and_changes_nothing(playing: Desk) -> None:
    playing.session.jump("first")
    for _ in range(3):
        playing.session.jump_number(3)
    assert playing.session.selected == "first"
    assert playing.transport.of("jump") == [("jump", 10.0)]
    assert playing.notice("«Third» has no place").advice is not None
    playing.session.jump("second")
    assert playing.session.notices == ()


def test_a_jump_without_a_film_says_that_one_must_be_opened(desk: Desk) -> None:
    desk.open(map=desk.map(), album=desk.album())
    desk.session.jump("first")
    assert desk.notice("no film open").advice is not None
    desk.open(film=desk.film())
    assert desk.session.notices == ()


def test_a_jump_past_the_end_of_a_shorter_copy_is_refused_in_words(desk: Desk) -> None:
    desk.open(film=desk.film(duration=40), album=desk.album(), map=desk.map())
    desk.session.jump("fourth")
    assert desk.transport.of("jump") == []
    assert desk.notice("would begin after the end")


def test_numbers_past_the_list_do_nothing(playing: Desk) -> None:
    playing.session.jump_number(5)
    playing.session.jump_number(0)
    assert playing.transport.of("jump") == []


def test_next_goes_through_the_placed_cues_in_list_order_and_stops_at_the_end(playing: Desk) -> None:
    for _ in range(5):
        playing.session.next_cue()
    assert playing.transport.of("jump") == [("jump", 10.0), ("jump", 20.0), ("jump", 50.0)]


def test_previous_goes_to_the_cue_before_and_stops_at_the_first(playing: Desk) -> None:
    playing.session.previous_cue()
    assert playing.transport.of("jump") == []
    playing.session.jump("fourth")
    for _ in range(3):
        playing.transport.now = 0.0
        playing.session.previous_cue()
    assert playing.transport.of("jump") == [("jump", 50.0), ("jump", 20.0), ("jump", 10.0)]


def test_previous_inside_a_cue_goes_to_its_own_beginning_first(playing: Desk) -> None:
    playing.session.jump("second")
    playing.transport.now = 27.0
    playing.session.previous_cue()
    assert playing.transport.of("jump") == [("jump", 20.0), ("jump", 20.0)]


def test_the_picture_selects_the_cue_it_is_in(playing: Desk) -> None:
    told = playing.told
    playing.picture(12.0)
    assert playing.session.selected == "first"
    assert playing.told == told + 1
    playing.picture(20.0)
    assert playing.session.selected == "second"
    playing.picture(40.0)
    assert playing.session.selected == "second"


def test_a_picture_rounded_to_just_before_the_in_point_is_within_the_cue(playing: Desk) -> None:
    playing.picture(19.9995)
    assert playing.session.selected == "second"


def test_pictures_of_the_old_place_do_not_undo_a_jump_under_way(playing: Desk) -> None:
    playing.picture(12.0)
    playing.session.jump("fourth")
    playing.picture(12.3)
    assert playing.session.selected == "fourth"
    playing.picture(50.0)
    playing.picture(12.0)
    assert playing.session.selected == "first"


def test_a_jump_that_never_arrives_gives_way_to_what_is_seen(playing: Desk) -> None:
    playing.session.jump("fourth")
    for n in range(20):
        playing.picture(12.0 + n / 4)
    assert playing.session.selected == "first"


def test_overlapping_cues_keep_the_current_one(desk: Desk) -> None:
    overlapping = placed_map()
    cue = replace(overlapping.cues[1], film=FilmSpan(Fraction(15), Fraction(30)))
    desk.open(film=desk.film(), map=desk.map(cue_map=replace(overlapping, cues=(overlapping.cues[0], cue))))
    desk.session.jump("second")
    desk.picture(16.0)
    assert desk.session.selected == "second"


# ---------------------------------------------------------------------- play, pause, seek, loop


def test_space_pauses_a_jump_that_has_not_begun_to_play_yet(playing: Desk) -> None:
    playing.session.jump("first")
    playing.session.toggle_play()
    playing.session.toggle_play()
    assert [command[0] for command in playing.transport.of("jump", "play", "pause")] == [
        "jump",
        "pause",
        "play",
    ]


def test_space_plays_again_after_the_film_ended(playing: Desk) -> None:
    playing.session.toggle_play()
    playing.report(playing=True)
    playing.report(120.0, playing=False, at_end=True)
    playing.session.toggle_play()
    assert playing.transport.of("play", "pause") == [("play",), ("play",)]


def test_space_without_a_film_says_so(desk: Desk) -> None:
    desk.session.toggle_play()
    assert desk.transport.of("play") == []
    assert desk.notice("no film open")


def test_skip_counts_from_the_position_and_stays_in_the_film(playing: Desk) -> None:
    playing.report(30.0)
    playing.session.seek(30.0)
    playing.session.skip(5.0)
    playing.session.skip(-50.0)
    playing.session.seek(1000.0)
    assert playing.transport.of("seek") == [("seek", 30.0), ("seek", 35.0), ("seek", 0.0), ("seek", 120.0)]


def test_loop_is_of_the_current_cue_and_goes_to_it_from_elsewhere(playing: Desk) -> None:
    playing.session.jump("first")
    playing.picture(15.0)
    playing.session.toggle_loop()
    assert playing.session.looping
    assert playing.transport.of("jump", "loop")[-1] == ("loop", 10.0)
    playing.session.toggle_loop()
    assert not playing.session.looping
    assert playing.transport.of("loop")[-1] == ("loop", None)
    playing.transport.now = 70.0
    playing.session.toggle_loop()
    assert playing.transport.of("jump")[-1] == ("jump", 10.0)


def test_loop_follows_a_jump(playing: Desk) -> None:
    playing.session.jump("first")
    playing.transport.now = 12.0
    playing.session.toggle_loop()
    playing.session.jump("fourth")
    assert playing.session.looping
    assert playing.transport.of("loop", "jump")[-2:] == [("loop", 50.0), ("jump", 50.0)]


def test_a_seek_out_of_the_cue_ends_its_loop_and_one_within_does_not(playing: Desk) -> None:
    playing.session.jump("first")
    playing.transport.now = 12.0
    playing.session.toggle_loop()
    playing.session.seek(14.0)
    assert playing.session.looping
    playing.session.seek(40.0)
    assert not playing.session.looping
    assert playing.transport.of("loop")[-1] == ("loop", None)


def test_loop_without_a_current_cue_says_so_and_tells_the_window(playing: Desk) -> None:
    told = playing.told
    playing.session.toggle_loop()
    assert not playing.session.looping
    assert playing.told > told
    assert playing.notice("no cue to loop").advice is not None


def test_a_loop_begins_before_its_cue_and_that_is_remembered(playing: Desk) -> None:
    playing.session.jump("second")  # at 20 s
    playing.session.toggle_loop()
    for seconds in (5.0, 30.0, 0.0, 2.0):
        playing.session.set_lead_in(seconds)
    assert playing.transport.of("loop")[-4:] == [("loop", place) for place in (15.0, 0.0, 20.0, 18.0)]
    playing.session.seek(18.5)
    assert playing.session.looping
    playing.session.seek(17.5)
    assert not playing.session.looping
    playing.begin()
    assert playing.session.lead_in == 2.0


# ---------------------------------------------------------------------- from the music


def test_a_track_is_played_by_itself_and_it_is_said_that_the_film_does_not_use_it(playing: Desk) -> None:
    playing.session.play_music(2, 3.5)
    assert playing.transport.of("play_music") == [("play_music", "Second", 3.5)]
    assert playing.session.music_alone is None
    playing.report(playing=True, album_alone=True)
    assert playing.session.music_alone == (2, 3.5)
    assert playing.texts() == ["The film does not use this stretch of «Second»."]
    playing.report(album_alone=False)
    assert playing.session.music_alone is None
    assert playing.texts() == []


def test_the_arrows_move_in_the_track_while_it_plays_by_itself(playing: Desk) -> None:
    playing.session.play_music(1, 2.0)
    playing.report(playing=True, album_alone=True)
    playing.session.skip(5.0)
    playing.session.skip(-20.0)
    assert [command[2] for command in playing.transport.of("play_music")] == [2.0, 7.0, 0.0]
    playing.report(album_alone=False)
    playing.session.skip(5.0)
    assert playing.transport.of("seek") == [("seek", 5.0)]


def test_without_a_film_a_track_plays_pauses_and_is_sought_in(desk: Desk) -> None:
    desk.open(album=desk.album())
    desk.session.play_music(2, 0.0)
    assert desk.transport.of("play_music") == [("play_music", "Second", 0.0)]
    desk.report(playing=True, album_alone=True)
    assert desk.texts() == []
    desk.session.toggle_play()
    desk.report(playing=False, album_alone=True)
    desk.session.toggle_play()
    assert desk.transport.of("play", "pause") == [("pause",), ("play",)]
    desk.session.step(1)
    desk.session.skip(5.0)
    assert desk.transport.of("play_music", "step")[1:] == [("play_music", "Second", 5.0)]
    desk.report(playing=True, album_alone=True, output_works=False)
    assert desk.texts() == ["There is no sound device: nothing is heard."]


def test_a_track_without_a_file_is_not_played(playing: Desk) -> None:
    playing.open(album=playing.album("other", TITLES[:2]))
    playing.session.play_music(4, 0.0)
    assert "There is no file for «Fourth»." in playing.texts()
    assert playing.transport.of("play_music") == []


def test_a_track_picked_ends_the_loop_of_a_cue(playing: Desk) -> None:
    playing.session.jump("first")
    playing.session.toggle_loop()
    playing.session.play_music(1, 0.0)
    assert not playing.session.looping
