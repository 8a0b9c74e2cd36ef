from __future__ import annotations

from pathlib import Path

import pytest

from gallows_sync.ui.dropped import Dropped, Role, role_of, sorted_out


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("map.yaml", Role.MAP),
        ("map.YML", Role.MAP),
        ("album.flac", Role.ALBUM),
        ("rip.CUE", Role.ALBUM),
        ("film.mkv", Role.FILM),
        ("film.m2ts", Role.FILM),
        ("no suffix", Role.FILM),
    ],
)
def test_a_file_is_what_its_name_says(tmp_path: Path, name: str, role: Role) -> None:
    assert role_of(tmp_path / name) is role


def test_a_folder_is_an_album_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "album.mkv"
    folder.mkdir()
    assert role_of(folder) is Role.ALBUM


def test_tracks_of_one_folder_stand_for_the_folder(tmp_path: Path) -> None:
    tracks = [tmp_path / "1.flac", tmp_path / "2.flac"]
    assert sorted_out(tracks) == (Dropped(Role.ALBUM, tmp_path),)


def test_one_sound_file_stands_for_itself(tmp_path: Path) -> None:
    assert sorted_out([tmp_path / "album.flac"]) == (Dropped(Role.ALBUM, tmp_path / "album.flac"),)


def test_at_most_one_of_each_is_opened_and_the_map_first(tmp_path: Path) -> None:
    names = ("a.mkv", "b.mkv", "c.flac", "d.yaml")
    assert [thing.path.name for thing in sorted_out([tmp_path / name for name in names])] == [
        "d.yaml",
        "a.mkv",
        "c.flac",
    ]
