"""The session with a stand-in for playback: what it says, saves, remembers and commands."""

import threading
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.library import Library
from gallows_sync.media.film import probe_film
from gallows_sync.playback.ports import Monitor, Picture
from tests.desk import ASCENSEUR, PATIENCE_S, TITLES, Desk, placed_map
from tests.media.numbered_film import numbered_film

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


def test_a_film_that_was_only_opened_is_no_recent_one(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album())
    desk.open(film=desk.film("other.mkv"))
    assert desk.session.recent == ()


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
    monkeypatch.setattr("gallows_sync.opening.read_album", slow)
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

    monkeypatch.setattr("gallows_sync.opening.probe_film", slow)
    desk.session.open_film(desk.film())
    assert reading.wait(PATIENCE_S)
    closer = threading.Timer(0.05, go_on.set)
    closer.start()
    desk.session.close()
    closer.join()
    desk.pump()
    assert desk.transport.of("open") == []
