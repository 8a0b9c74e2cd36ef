"""Film, album and map are read and found to belong together, and what was open last is opened again."""

import shutil
import threading
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Certainty, FilmSpan
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.media.film import probe_film
from gallows_sync.shipped import shipped_path
from tests.desk import ASCENSEUR, PATIENCE_S, TITLES, Desk, placed_map

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
    desk.open(album=album)
    assert desk.notice("This copy is known")
    desk.begin()
    desk.session.restore()
    desk.wait()
    assert desk.session.map_path == desk.folder / "map.yaml"
    assert not desk.texts("info")  # it was said when it was news


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
    desk.open(film=desk.film("other.mkv"), album=desk.album())
    assert desk.session.map_path is None


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

    monkeypatch.setattr("gallows_sync.opening.probe_film", broken)
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

    monkeypatch.setattr("gallows_sync.opening.read_album", slow)
    desk.session.open_film(film)
    desk.session.open_album(album)
    desk.wait(until=lambda: desk.session.film is not None)
    assert desk.transport.of("open")
    assert desk.session.album_path is None
    go_on.set()
    desk.wait()
    assert desk.session.album_path == album


# ---------------------------------------------------------------------- opened again


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


def map_gone(desk: Desk) -> Path:
    """Start with film and album there, but not the map that was open with them; return where it was."""
    chosen = desk.map()
    desk.open(film=desk.film(), album=desk.lp(), map=chosen)
    chosen.unlink()
    desk.begin()
    desk.session.restore()
    desk.wait()
    return chosen


def test_a_map_that_is_saved_while_another_is_away_is_remembered_in_its_place(desk: Desk) -> None:
    chosen = map_gone(desk)
    assert desk.remembered().cue_map == str(chosen)
    desk.save()
    assert desk.remembered().cue_map == str(desk.session.map_path) != str(chosen)


def test_another_film_makes_a_map_that_is_away_forgotten(desk: Desk) -> None:
    map_gone(desk)
    desk.open(film=desk.film("other.mkv"))
    assert desk.remembered().cue_map == str(ASCENSEUR)


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
