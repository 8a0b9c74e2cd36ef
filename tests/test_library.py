"""What is remembered between starts, whatever is in the file or in the way."""

import json
import logging
import os
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.library import MOST_COPIES, KnownCopy, Library, LibraryError, Remembered, state_folder


def test_what_is_stored_is_there_at_the_next_start(tmp_path: Path) -> None:
    library = Library(tmp_path / "new" / "folder")
    library.remembered.film = "/films/Ascenseur pour l'échafaud.mkv"
    library.remembered.position = 61.25
    library.remembered.map_chosen = True
    library.remember_map(Path("/f.mkv"), Path("/album"), Path("/maps/m.yaml"))
    library.remember_copy(Fraction("60.5"), "its sound", Path("/album"), Path("/maps/m.yaml"))
    library.store()
    library.settle()
    assert Library(tmp_path / "new" / "folder").remembered == library.remembered


def test_names_that_are_no_text_are_remembered(tmp_path: Path) -> None:
    library = Library(tmp_path)
    name = os.fsdecode(b"/films/\xe9t\xe9.mkv")
    library.remembered.film = name
    library.store()
    library.settle()
    assert Library(tmp_path).remembered.film == name


def test_storing_leaves_one_file(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for _ in range(3):
        library.store()
    library.settle()
    assert [entry.name for entry in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '"film"', "\x00", "[" * 100_000, '{"film": 1e999, "maps": [1]}']
)
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "state.json").write_text(text, encoding="utf-8")
    assert Library(tmp_path).remembered == Remembered()


def test_bytes_that_are_no_text_are_an_empty_memory(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_bytes(b"\xff\xfe\x00")
    assert Library(tmp_path).remembered == Remembered()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("film", 3),
        ("film", ""),
        ("album", "a\0b"),
        ("cue_map", []),
        ("map_chosen", "yes"),
        ("position", "12"),
        ("position", -1),
        ("position", float("nan")),
        ("position", float("inf")),
        ("position", True),
        ("position", 10**400),
        ("volume", 1.5),
        ("maps", {"a": 1}),
        ("maps", "none"),
        ("copies", {"a": 1}),
        ("copies", ["a", None, {}, {"duration_s": "1", "sound": "s", "maps": []}]),
        ("copies", [{"duration_s": 1, "sound": 2, "maps": []}, {"duration_s": 1, "sound": "s", "maps": 3}]),
        ("unknown", 1),
    ],
)
def test_a_value_of_the_wrong_kind_costs_only_itself(tmp_path: Path, name: str, value: object) -> None:
    stored = {"film": "/f.mkv", "album": "/a", "position": 5.0, "volume": 0.5, name: value}
    (tmp_path / "state.json").write_text(json.dumps(stored), encoding="utf-8")
    good = Remembered(film="/f.mkv", album="/a", position=5.0, volume=0.5)
    if name in ("film", "album", "position", "volume"):
        setattr(good, name, getattr(Remembered(), name))
    assert Library(tmp_path).remembered == good


def test_a_memory_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("a file is in the way", encoding="ascii")
    library = Library(tmp_path / "state")
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        library.store()
        library.store()
        library.settle()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_nothing_is_left_behind_when_the_memory_cannot_be_replaced(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (tmp_path / "state.json").mkdir()
    library.store()
    library.settle()
    assert [entry.name for entry in tmp_path.iterdir()] == ["state.json"]


def test_a_map_is_found_however_film_and_album_are_named(tmp_path: Path) -> None:
    library = Library(tmp_path / "state")
    saved = tmp_path / "m.yaml"
    saved.write_text("", encoding="ascii")
    film, album = tmp_path / "film.mkv", tmp_path / "album"
    album.mkdir()
    film.write_bytes(b"")
    library.remember_map(film, album, saved)
    (tmp_path / "link").symlink_to(album)
    assert library.map_for(album / ".." / "film.mkv", tmp_path / "link") == saved
    assert library.map_for(tmp_path / "other.mkv", album) is None


def test_a_map_that_is_gone_is_not_found(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.remember_map(Path("/f"), Path("/a"), tmp_path / "gone.yaml")
    assert library.map_for(Path("/f"), Path("/a")) is None


def test_a_damaged_copy_or_map_costs_no_other(tmp_path: Path) -> None:
    good = {"duration_s": 60, "sound": "s", "maps": [["/album", "/m.yaml"], ["/one"], 7, ["/a", 3]]}
    (tmp_path / "state.json").write_text(json.dumps({"copies": [{"sound": "t"}, good]}), encoding="utf-8")
    assert Library(tmp_path).remembered.copies == (KnownCopy(60.0, "s", (("/album", "/m.yaml"),)),)


def test_the_maps_of_a_copy_are_those_for_this_album_and_those_for_others(tmp_path: Path) -> None:
    library = Library(tmp_path / "state")
    names = ("old", "other", "new", "gone")
    old, other, new, gone = (tmp_path / f"{name}.yaml" for name in names)
    album, elsewhere = tmp_path / "album", tmp_path / "elsewhere"
    album.mkdir()
    for path, folder in ((old, album), (other, elsewhere), (new, album / ".." / "album"), (gone, tmp_path)):
        path.touch()
        library.remember_copy(Fraction(60), "s", folder, path)
    gone.unlink()
    assert len(library.remembered.copies) == 1
    assert library.maps_of(library.remembered.copies, album) == (new, (other,))
    assert library.maps_of(library.remembered.copies, tmp_path / "a") == (None, (new, other))
    assert library.maps_of((), album) == (None, ())


def test_a_map_belongs_to_the_copy_it_was_last_saved_for(tmp_path: Path) -> None:
    library = Library(tmp_path / "state")
    one, both = tmp_path / "one.yaml", tmp_path / "both.yaml"
    library.remember_copy(Fraction(60), "first", Path("/a"), both)
    library.remember_copy(Fraction(60), "second", Path("/b"), one)
    library.remember_copy(Fraction(60), "second", Path("/a"), both)
    assert [copy.sound for copy in library.remembered.copies] == ["second"]
    assert [name for _, name in library.remembered.copies[0].maps] == [str(both), str(one)]


def test_the_copies_longest_not_saved_for_are_forgotten(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for number in [*range(MOST_COPIES), 0, MOST_COPIES]:
        library.remember_copy(Fraction(60), f"sound {number}", Path("/a"), Path(f"/{number}.yaml"))
    kept = {copy.sound for copy in library.remembered.copies}
    assert len(kept) == MOST_COPIES
    assert f"sound {MOST_COPIES}" in kept
    assert "sound 0" in kept
    assert "sound 1" not in kept


def test_new_maps_are_named_after_the_title_and_never_twice(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first = library.new_map_path("Ascenseur pour l'échafaud")
    assert first == tmp_path / "maps" / "ascenseur-pour-l-echafaud.yaml"
    first.write_text("", encoding="ascii")
    second = library.new_map_path("Ascenseur pour l'échafaud")
    assert second.name == "ascenseur-pour-l-echafaud-2.yaml"
    second.symlink_to(tmp_path / "nowhere")
    assert library.new_map_path("Ascenseur pour l'échafaud").name == "ascenseur-pour-l-echafaud-3.yaml"


@pytest.mark.parametrize("title", ["", "七人の侍", "../..", "x" * 400])
def test_any_title_gives_a_name_that_a_file_can_have(tmp_path: Path, title: str) -> None:
    path = Library(tmp_path).new_map_path(title)
    path.write_text("", encoding="ascii")
    assert path.parent == tmp_path / "maps"


def test_a_maps_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("", encoding="ascii")
    with pytest.raises(LibraryError, match=r"cannot make the folder .*maps for your own cue maps"):
        Library(tmp_path).new_map_path("x")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="freedesktop's custom")
def test_the_memory_lies_where_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert state_folder() == Path("/data/gallows-sync")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/home/someone")
    assert state_folder() == Path("/home/someone/.local/share/gallows-sync")


def test_the_original_of_a_map_is_kept_once(tmp_path: Path) -> None:
    library, path = Library(tmp_path), tmp_path / "map.yaml"
    for text in ("as it was found\n", "as it is now\n"):
        library.keep_original(path, text, anew=False)
    assert library.original_of(path).read_text(encoding="utf-8") == "as it was found\n"
    assert library.original_of(tmp_path / "other.yaml") != library.original_of(path)


def test_a_new_map_has_an_original_of_its_own_even_where_one_lay_before(tmp_path: Path) -> None:
    library, path = Library(tmp_path), tmp_path / "map.yaml"
    for text in ("of a map that was deleted\n", "as it was found\n"):
        library.keep_original(path, text, anew=True)
    assert library.original_of(path).read_text(encoding="utf-8") == "as it was found\n"


def test_an_original_that_cannot_be_kept_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "originals").write_text("in the way", encoding="ascii")
    Library(tmp_path).keep_original(tmp_path / "map.yaml", "as it was found\n", anew=False)
    assert "cannot be kept" in caplog.text
