"""The session with a stand-in for playback: what it opens, says, remembers and commands."""

import shutil
import threading
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.cue_map import Certainty, FilmSpan
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.library import Library
from gallows_sync.media.film import probe_film
from gallows_sync.playback.ports import Monitor, Picture
from gallows_sync.shipped import shipped_path
from tests.desk import ASCENSEUR, PATIENCE_S, TITLES, Desk, placed_map
from tests.media.numbered_film import numbered_film

# ---------------------------------------------------------------------- which map


def test_the_first_start_shows_the_ascenseur_map(desk: Desk) -> None:
    desk.session.restore()
    desk.wait()
    assert desk.session.map_path == ASCENSEUR
    assert len(desk.session.cue_map.cues) == 10
    assert desk.session.notices == ()


def test_the_lp_finds_the_shipped_map_and_every_track(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.lp())
    assert desk.session.map_path == ASCENSEUR
    assert desk.session.match is not None
    assert [found.recording is not None for found in desk.session.match.tracks] == [True] * 10
    assert desk.session.notices == ()


def test_an_unknown_album_gets_a_new_map_with_one_unplaced_cue_a_track(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album())
    assert desk.session.map_path is None
    assert [track.title for track in desk.session.cue_map.album.tracks] == list(TITLES)
    assert [(cue.track, cue.placed) for cue in desk.session.cue_map.cues] == [
        (n, False) for n in (1, 2, 3, 4)
    ]


def test_tracks_that_are_called_alike_are_told_apart_in_a_map_made_of_them(desk: Desk) -> None:
    album = desk.album(titles=("Theme", "Theme", "Theme"))
    desk.albums[album] = tuple(replace(r, duration=Fraction(60)) for r in desk.albums[album])
    desk.open(film=desk.film(), album=album)
    match = desk.session.match
    assert match is not None
    assert [found.recording for found in match.tracks] == list(desk.albums[album])
    assert desk.session.notices == ()


def test_a_new_map_is_named_after_the_film_in_whatever_order_they_are_opened(desk: Desk) -> None:
    desk.open(album=desk.album())
    desk.open(film=desk.film("vertigo.mkv"))
    assert desk.session.cue_map.film.title == "vertigo"


def test_the_map_saved_for_film_and_album_is_found_again(desk: Desk) -> None:
    film, album = desk.film(), desk.album()
    desk.open(film=film, album=album)
    desk.save()
    saved = desk.session.map_path
    assert saved is not None
    desk.begin()
    desk.open(album=album, film=film)
    assert desk.session.map_path == saved


def test_a_copy_that_has_cues_is_known_under_another_name(desk: Desk) -> None:
    demo = shipped_path("assets/demo/film.mkv")
    film, renamed, album = desk.film("film.mkv"), desk.film("renamed.mkv"), desk.album()
    for path in (film, renamed):
        shutil.copy(demo, path)
        desk.films[path] = probe_film(path)
    desk.open(film=film, album=album, map=desk.map())
    desk.save()
    desk.wait()
    film.unlink()
    desk.begin()
    desk.open(film=renamed, album=album)
    assert desk.session.map_path == desk.folder / "map.yaml"
    assert "map.yaml" in (desk.notice("This copy is known").advice or "")
    desk.open(album=desk.album("other", ("Un", "Deux")))
    assert desk.session.map_path is None
    assert not [notice for notice in desk.session.notices if notice.about == "copy"]


def test_a_map_that_was_only_opened_is_not_taken_for_one_saved(desk: Desk) -> None:
    film, album = desk.film(), desk.lp()
    desk.open(film=film, album=album, map=desk.map())
    desk.begin()
    desk.open(film=film, album=album)
    assert desk.session.map_path == ASCENSEUR


def test_a_saved_map_with_faults_is_said_and_the_shipped_one_taken(desk: Desk) -> None:
    film, album = desk.film(), desk.lp()
    desk.open(film=film, album=album)
    desk.save()
    saved = desk.session.map_path
    assert saved is not None
    saved.write_text("version: 1\nflim: {}\n", encoding="utf-8")
    desk.begin()
    desk.open(film=film, album=album)
    assert desk.session.map_path == ASCENSEUR
    assert "line 2" in desk.notice("was not opened").text


def test_a_map_given_with_film_and_album_stays(desk: Desk) -> None:
    chosen = desk.map()
    desk.open(film=desk.film(), album=desk.lp(), map=chosen)
    assert desk.session.map_path == chosen


@pytest.mark.parametrize("changed", ["film", "album"])
def test_a_chosen_map_stays_when_film_or_album_is_changed(desk: Desk, changed: str) -> None:
    chosen = desk.map()
    desk.open(film=desk.film(), album=desk.album(), map=chosen)
    if changed == "film":
        desk.open(film=desk.film("other.mkv"))
    else:
        desk.open(album=desk.lp())
    assert desk.session.map_path == chosen


def test_another_film_and_another_album_let_go_of_the_chosen_map(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album(), map=desk.map())
    desk.open(film=desk.film("other.mkv"))
    desk.open(album=desk.lp())
    assert desk.session.map_path == ASCENSEUR


def test_a_map_chosen_before_any_film_is_for_the_first_film_and_album(desk: Desk) -> None:
    chosen = desk.map()
    desk.open(map=chosen)
    desk.open(film=desk.film())
    desk.open(album=desk.lp())
    assert desk.session.map_path == chosen


def test_a_map_chosen_first_stays_for_the_film_and_album_that_are_opened_together(desk: Desk) -> None:
    chosen = desk.map()
    desk.open(map=chosen)
    desk.open(film=desk.film(), album=desk.lp())
    assert desk.session.map_path == chosen


def test_a_map_dropped_with_another_film_and_album_is_for_those(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album(), map=desk.map())
    other = desk.map("other.yaml")
    desk.open(map=other, film=desk.film("other.mkv"), album=desk.lp())
    assert desk.session.map_path == other
    desk.open(film=desk.film("third.mkv"))
    assert desk.session.map_path == other


def test_the_demo_finds_its_map_by_its_album(desk: Desk) -> None:
    album = read_cue_map(shipped_path("cues/demo.yaml")).cue_map.album
    path = desk.album(album.title, [track.title for track in album.tracks])
    desk.albums[path] = tuple(
        replace(recording, duration=track.duration, album=album.title)
        for recording, track in zip(desk.albums[path], album.tracks, strict=True)
    )
    desk.open(film=desk.film(), album=path)
    assert desk.session.map_path == shipped_path("cues/demo.yaml")


# ---------------------------------------------------------------------- opening


def test_a_map_with_faults_leaves_the_open_one_and_names_the_first_and_how_many(desk: Desk) -> None:
    good = desk.map()
    desk.open(map=good)
    faulty = desk.folder / "faulty.yaml"
    faulty.write_text("version: 1\n" + "".join(f"wrong{n}: 1\n" for n in range(12)), encoding="utf-8")
    desk.open(map=faulty)
    assert desk.session.map_path == good
    notice = desk.notice("faulty.yaml has")
    assert notice.text.count("line ") == 3
    assert notice.advice is not None
    assert f"gallows-sync check {faulty}" in notice.advice
    desk.open(map=faulty)
    assert len(desk.session.notices) == 1


def test_a_corrected_map_takes_its_faults_out_of_the_notices(desk: Desk) -> None:
    path = desk.map()
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "wrong: 1\n", encoding="utf-8")
    desk.open(map=path)
    assert desk.texts("problem")
    path.write_text(good, encoding="utf-8")
    desk.open(map=path)
    assert desk.session.notices == ()


def test_reading_the_map_again_keeps_the_playhead_and_the_current_cue(desk: Desk) -> None:
    path = desk.map()
    desk.open(film=desk.film(), album=desk.album(), map=path)
    desk.session.jump("second")
    desk.picture(25.0)
    count = len(desk.transport.of("open", "jump", "seek"))
    moved = placed_map()
    cue = replace(moved.cues[2], film=FilmSpan(Fraction(40), Fraction(45)), certainty=Certainty.CONFIRMED)
    desk.map(path.name, replace(moved, cues=(*moved.cues[:2], cue, moved.cues[3])))
    desk.session.open_map(path)
    desk.wait()
    assert desk.session.selected == "second"
    assert len(desk.transport.of("open", "jump", "seek")) == count
    assert ("third", "Third") in desk.transport.of("lay")[-1]


def test_a_film_that_cannot_be_opened_is_said_and_the_open_one_stays(desk: Desk) -> None:
    film = desk.film()
    desk.open(film=film)
    desk.open(film=desk.folder / "gone.mkv")
    assert desk.session.film is not None
    assert desk.session.film.path == film
    assert desk.notice("there is no such file").advice is not None
    desk.open(film=desk.film("other.mkv"))
    assert "there is no such file" not in " ".join(desk.texts())


def test_of_two_films_asked_for_at_once_the_last_is_opened(desk: Desk) -> None:
    desk.session.open_film(desk.film("one.mkv"))
    desk.session.open_film(desk.film("two.mkv"))
    desk.wait()
    assert desk.transport.of("open") == [("open", "two.mkv", 0.0)]


@pytest.mark.logs_errors
def test_a_fault_of_the_program_while_reading_is_said_and_the_window_not_left_busy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> FilmFile:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("gallows_sync.session.probe_film", broken)
    desk.open(film=desk.film())
    assert desk.session.busy is None
    assert "out of cheese" in desk.notice("failed").text


def test_what_is_being_opened_is_named_meanwhile(desk: Desk) -> None:
    desk.session.open_film(desk.film("one.mkv"))
    assert desk.session.busy == "Opening one.mkv…"
    desk.wait()


def test_the_picture_comes_before_the_album_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, film, album = threading.Event(), desk.film(), desk.album()

    def slow(path: Path) -> tuple[Recording, ...]:
        go_on.wait(PATIENCE_S)
        return desk.albums[path]

    monkeypatch.setattr("gallows_sync.session.read_album", slow)
    desk.session.open_film(film)
    desk.session.open_album(album)
    desk.wait(until=lambda: desk.session.film is not None)
    assert desk.transport.of("open")
    assert desk.session.album_path is None
    go_on.set()
    desk.wait()
    assert desk.session.album_path == album


# ---------------------------------------------------------------------- what playback reports


def test_a_seek_while_paused_tells_the_window_the_new_position(playing: Desk) -> None:
    playing.session.seek(33.0)
    told = playing.told
    playing.report(33.0)
    assert playing.told > told


def test_reports_that_change_nothing_are_not_passed_on(playing: Desk) -> None:
    playing.report(playing=True)
    told = playing.told
    playing.report(playing=True)
    assert playing.told == told


def test_the_monitor_goes_round(desk: Desk) -> None:
    heard = []
    for _ in range(3):
        desk.session.cycle_monitor()
        heard.append(desk.session.monitor)
    assert heard == [Monitor.FILM, Monitor.ALBUM, Monitor.MIX]


def test_the_volume_stays_within_its_range(desk: Desk) -> None:
    desk.session.set_volume(1.7)
    assert desk.session.volume == 1.0
    desk.session.set_volume(-1)
    assert desk.session.volume == 0.0


# ---------------------------------------------------------------------- notices


def test_each_track_without_a_file_is_named_and_the_rest_is_laid(desk: Desk) -> None:
    desk.open(film=desk.film(), map=desk.map(), album=desk.album(titles=("First", "Third", "Fourth")))
    assert desk.notice("Track 2, «Second»").advice is not None
    laid = ("lay", ("first", "First"), ("second", None), ("fourth", "Fourth"))
    assert desk.transport.of("lay")[-1] == laid


def test_an_album_with_none_of_the_tracks_is_said_in_one_notice(desk: Desk) -> None:
    desk.open(film=desk.film(), map=desk.map(), album=desk.album(titles=("Alpha", "Omega")))
    assert len(desk.session.notices) == 1
    assert desk.notice("no file for any of the map's 4 tracks").advice is not None


def test_two_files_for_one_track_are_said_as_uncertain(desk: Desk) -> None:
    album = desk.album()
    first = desk.albums[album][0]
    desk.albums[album] += (replace(first, path=album / "copy" / first.path.name),)
    desk.open(film=desk.film(), map=desk.map(), album=album)
    assert "fit equally" in desk.notice("Track 1, «First»").text


def test_a_silent_film_is_said(desk: Desk) -> None:
    desk.open(film=desk.film(sound=False))
    assert desk.notice("no sound; only the album").kind == "info"


def test_no_sound_device_is_said_while_a_film_is_open(desk: Desk) -> None:
    desk.report(output_works=False)
    assert desk.session.notices == ()
    desk.open(film=desk.film())
    assert desk.notice("no sound device").advice is not None
    desk.report(output_works=True)
    assert desk.session.notices == ()


def test_another_copy_of_the_film_is_said(desk: Desk) -> None:
    desk.open(film=desk.film(duration=118), map=desk.map(), album=desk.album())
    assert "2.0 s shorter" in desk.notice("another copy").text


def test_the_rate_of_another_copy_is_said_even_if_its_length_is_not_known(desk: Desk) -> None:
    placed = placed_map()
    asked = replace(placed.film, duration=None, frame_rate=Fraction(25))
    desk.open(film=desk.film(), map=desk.map(cue_map=replace(placed, film=asked)))
    assert "24 pictures a second, not 25" in desk.notice("another copy").text


def test_music_that_cannot_be_read_is_said_when_it_turns_out(playing: Desk) -> None:
    playing.transport.failures = {"second": "/x/2.flac: there is no such file"}
    playing.report()
    assert "there is no such file" in playing.notice("«Second» cannot be heard").text
    album = playing.session.album_path
    assert album is not None
    count = len(playing.transport.of("lay"))
    playing.transport.failures = {}
    playing.open(album=album)
    assert len(playing.transport.of("lay")) == count + 1, "what failed is tried again"
    assert playing.session.notices == ()


def test_a_dismissed_notice_stays_away_until_it_ceases_and_comes_back(desk: Desk) -> None:
    desk.open(film=desk.film(), map=desk.map(), album=desk.album())
    desk.report(output_works=False)
    desk.session.dismiss(desk.notice("no sound device"))
    desk.report(playing=True)
    desk.open(album=desk.album("other", titles=TITLES))
    assert desk.session.notices == ()
    desk.report(output_works=True)
    desk.report(output_works=False)
    assert desk.notice("no sound device")


def test_the_same_words_about_another_film_are_said_again(desk: Desk) -> None:
    desk.open(film=desk.film(sound=False))
    desk.session.dismiss(desk.notice("no sound"))
    desk.open(film=desk.film("other.mkv", sound=False))
    assert desk.notice("no sound")


def test_dismissing_what_was_said_takes_it_away(desk: Desk) -> None:
    desk.open(film=desk.folder / "gone.mkv")
    desk.session.dismiss(desk.session.notices[0])
    assert desk.session.notices == ()


# ---------------------------------------------------------------------- saving


def test_a_shipped_map_is_saved_as_the_users_own_with_its_comments(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.lp())
    desk.save()
    saved = desk.session.map_path
    assert saved is not None
    assert saved.parent == desk.folder / "state" / "maps"
    assert saved.read_bytes() == ASCENSEUR.read_bytes()
    assert str(saved) in desk.notice("Saved as").text


def test_saving_never_overwrites_another_map(desk: Desk) -> None:
    paths = set()
    for name in ("one.mkv", "two.mkv"):
        desk.open(film=desk.film(name), album=desk.lp())
        desk.save()
        paths.add(desk.session.map_path)
        desk.begin()
    assert len(paths) == 2


def test_a_map_of_the_users_own_is_saved_where_it_is_and_not_said_twice(desk: Desk) -> None:
    path = desk.map(comment="# mine\n")
    text = path.read_text(encoding="utf-8")
    desk.open(map=path)
    desk.save()
    desk.save()
    assert desk.session.map_path == path
    assert path.read_text(encoding="utf-8") == text
    assert len(desk.texts()) == 1


def test_a_map_changed_by_another_program_is_not_overwritten(desk: Desk) -> None:
    path = desk.map()
    desk.open(map=path)
    path.write_text("# changed meanwhile\n", encoding="utf-8")
    desk.save()
    assert path.read_text(encoding="utf-8") == "# changed meanwhile\n"
    assert desk.notice("changed by another program").kind == "problem"


def test_saving_before_anything_is_open_says_so(desk: Desk) -> None:
    desk.save()
    assert desk.notice("no cue map to save").kind == "info"
    assert not (desk.folder / "state" / "maps").exists()


def test_a_folder_that_cannot_be_made_is_said(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album())
    (desk.folder / "state" / "maps").write_text("a file", encoding="ascii")
    desk.save()
    assert desk.notice("cannot make the folder").kind == "problem"
    assert desk.session.map_path is None


def test_a_saved_map_says_what_the_open_one_said(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album())
    desk.save()
    assert desk.session.map_path is not None
    assert read_cue_map(desk.session.map_path).cue_map == desk.session.cue_map


# ---------------------------------------------------------------------- remembering


def test_the_next_start_opens_what_was_open_paused_where_it_was_left(desk: Desk) -> None:
    film, album, chosen = desk.film(), desk.album(), desk.map()
    desk.open(film=film, album=album, map=chosen)
    desk.session.set_volume(0.5)
    desk.session.toggle_play()
    desk.report(61.5, playing=True)
    desk.begin()
    desk.session.restore()
    desk.wait()
    session = desk.session
    assert (session.film, session.album_path, session.map_path) == (desk.films[film], album, chosen)
    assert desk.transport.of("open", "jump", "play", "seek") == [("open", "film.mkv", 61.5)]
    assert session.position() == 61.5
    assert session.volume == 0.5


def test_a_recent_film_comes_back_with_its_album_and_map_where_it_was_left(desk: Desk) -> None:
    film, album, chosen = desk.film(), desk.album(), desk.map()
    desk.open(film=film, album=album, map=chosen)
    desk.session.toggle_play()
    desk.report(61.5, playing=True)
    desk.open(film=desk.film("other.mkv"), album=desk.lp())
    desk.session.seek(5.0)
    desk.report(5.0)
    desk.begin()
    recent = desk.session.recent
    assert [one.film.name for one in recent] == ["other.mkv", "film.mkv"]
    desk.session.open_recent(recent[1])
    desk.wait()
    session = desk.session
    assert (session.film, session.album_path, session.map_path) == (desk.films[film], album, chosen)
    assert session.position() == 61.5
    desk.transport.commands.clear()
    session.open_recent(session.recent[1])
    desk.wait()
    assert desk.transport.of("open") == []  # it is open


def test_a_film_that_was_only_opened_is_no_recent_one(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album())
    desk.open(film=desk.film("other.mkv"))
    assert desk.session.recent == ()


def test_of_a_recent_film_that_is_gone_the_album_is_not_opened_either(desk: Desk) -> None:
    film, album = desk.film(), desk.album()
    desk.open(film=film, album=album)
    desk.session.seek(5.0)
    desk.open(film=desk.film("other.mkv"), album=desk.lp())
    del desk.films[film]
    desk.session.open_recent(desk.session.recent[0])
    desk.wait()
    assert desk.session.film is not None
    assert desk.session.film.path.name == "other.mkv"
    assert desk.session.album_path == desk.lp()
    assert len(desk.texts("problem")) == 1


def test_a_film_left_at_its_end_is_opened_at_its_beginning(desk: Desk) -> None:
    desk.open(film=desk.film())
    desk.session.seek(120)
    desk.transport.now = 120.0
    desk.begin()
    desk.session.restore()
    desk.wait()
    assert desk.transport.of("open") == [("open", "film.mkv", 0.0)]


def test_files_that_are_gone_are_said_and_stay_remembered(desk: Desk) -> None:
    film, album, chosen = desk.film(), desk.album(), desk.map()
    desk.open(film=film, album=album, map=chosen)
    desk.session.seek(42.0)
    desk.transport.now = 42.0
    desk.begin()
    stored = desk.films.pop(film), desk.albums.pop(album)
    away = chosen.rename(chosen.with_suffix(".away"))
    desk.session.restore()
    desk.wait()
    assert len(desk.texts("problem")) == 3
    assert all(notice.advice is not None for notice in desk.session.notices)
    assert desk.session.map_path == ASCENSEUR
    desk.begin()
    desk.films[film], desk.albums[album] = stored
    away.rename(chosen)
    desk.session.restore()
    desk.wait()
    assert (desk.session.album_path, desk.session.map_path) == (album, chosen)
    assert desk.transport.of("open") == [("open", "film.mkv", 42.0)]


def test_a_map_that_is_away_stays_remembered_while_film_and_album_are_there(desk: Desk) -> None:
    chosen = desk.map()
    desk.open(film=desk.film(), album=desk.lp(), map=chosen)
    away = chosen.rename(chosen.with_suffix(".away"))
    desk.begin()
    desk.session.restore()
    desk.wait()
    assert desk.session.map_path == ASCENSEUR
    desk.begin()
    away.rename(chosen)
    desk.session.restore()
    desk.wait()
    assert desk.session.map_path == chosen


def test_a_start_that_is_ended_at_once_forgets_nothing(desk: Desk) -> None:
    film, album, chosen = desk.film(), desk.album(), desk.map()
    desk.open(film=film, album=album, map=chosen)
    desk.session.seek(42.0)
    desk.transport.now = 42.0
    before = desk.begin() and desk.remembered()
    desk.session.restore()
    desk.begin()
    assert desk.remembered() == before
    assert before.position == 42.0
    assert before.cue_map == str(chosen)


def test_another_film_makes_a_map_that_is_away_forgotten(desk: Desk) -> None:
    chosen = desk.map()
    desk.open(film=desk.film(), album=desk.lp(), map=chosen)
    chosen.unlink()
    desk.begin()
    desk.session.restore()
    desk.wait()
    desk.open(film=desk.film("other.mkv"))
    assert desk.remembered().cue_map == str(ASCENSEUR)


def test_ended_while_another_film_is_being_opened_the_last_whole_state_is_remembered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(path: Path) -> tuple[Recording, ...]:
        go_on.wait(PATIENCE_S)
        return desk.albums[path]

    desk.open(film=desk.film())
    desk.session.seek(42.0)
    desk.transport.now = 42.0
    desk.session.follow()
    monkeypatch.setattr("gallows_sync.session.read_album", slow)
    desk.session.open_film(desk.film("other.mkv"))
    desk.session.open_album(desk.album())
    desk.wait(until=lambda: desk.session.film == desk.films[desk.folder / "other.mkv"])
    threading.Timer(0.05, go_on.set).start()
    desk.session.close()
    last = Library(desk.folder / "state").remembered
    assert (last.film, last.position) == (str(desk.folder / "film.mkv"), 42.0)


def test_what_is_open_is_stored_at_once_and_the_position_every_ten_seconds(playing: Desk) -> None:
    def stored() -> tuple[str | None, float]:
        last = playing.remembered()
        return last.film, last.position

    assert stored() == (str(playing.folder / "film.mkv"), 0.0)
    playing.session.toggle_play()
    playing.picture(9.0)
    assert stored()[1] == 0.0
    playing.picture(10.5)
    assert stored()[1] == 10.5


def test_a_picture_is_saved_beside_the_main_thread(desk: Desk) -> None:
    film = numbered_film(desk.folder / "real.mkv", [Fraction(n, 25) for n in range(50)], sound=None)
    desk.films[film] = probe_film(film)
    desk.open(film=film)
    desk.session.save_still(1.0, desk.folder / "still.png")
    assert desk.session.busy is not None
    desk.wait()
    assert (desk.folder / "still.png").read_bytes().startswith(b"\x89PNG")
    assert "The picture is saved as still.png." in desk.texts("info")
    desk.session.save_still(1.0, desk.folder / "nowhere" / "still.png")
    desk.wait()
    assert len(desk.texts("problem")) == 1


def test_the_volume_is_stored_when_it_changes(desk: Desk) -> None:
    desk.report(volume=0.25)
    assert desk.remembered().volume == 0.25


def test_a_map_found_by_itself_is_found_anew_at_the_next_start(desk: Desk) -> None:
    film, album = desk.film(), desk.lp()
    desk.open(film=film, album=album)
    desk.library.remembered.cue_map = str(desk.folder / "moved by an update.yaml")
    desk.library.store()
    desk.begin()
    desk.session.restore()
    desk.wait()
    assert desk.session.map_path == ASCENSEUR
    assert desk.session.notices == ()


# ---------------------------------------------------------------------- the end


def test_close_ends_playback_once(playing: Desk) -> None:
    playing.session.close()
    playing.session.close()
    assert playing.transport.closed == 1


def test_nothing_happens_after_close(playing: Desk) -> None:
    seen: list[Picture] = []
    playing.session.set_picture_sink(seen.append)
    playing.session.transport_changed()
    playing.session.open_film(playing.film("other.mkv"))
    playing.session.close()
    commands, told = list(playing.transport.commands), playing.told
    playing.transport.status = replace(playing.transport.status, playing=True)
    playing.session.show(Picture(np.zeros((2, 2, 4), np.uint8), 5.0))
    playing.session.open_album(playing.album())
    playing.pump()
    assert (playing.transport.commands, playing.told, seen) == (commands, told, [])


def test_close_while_a_film_is_probed_waits_for_it_and_leaves_no_thread(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def slow(path: Path) -> FilmFile:
        reading.set()
        go_on.wait(PATIENCE_S)
        return desk.films[path]

    monkeypatch.setattr("gallows_sync.session.probe_film", slow)
    desk.session.open_film(desk.film())
    assert reading.wait(PATIENCE_S)
    closer = threading.Timer(0.05, go_on.set)
    closer.start()
    desk.session.close()
    closer.join()
    desk.pump()
    assert desk.transport.of("open") == []
