"""The recent films, whatever is in their file or has become of them."""

import json
import logging
import os
import queue
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gallows_sync.recent_films import MOST_FILMS, RecentFilm, RecentFilms


class Memory(RecentFilms):
    """With a main thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.told = 0
        super().__init__(folder, self.posted.put, self._tell)

    def _tell(self) -> None:
        self.told += 1

    def wait(self) -> None:
        """Have the look at the disk finished."""
        self.posted.get(timeout=20)()


def recent(number: int, **changed: object) -> RecentFilm:
    film = RecentFilm(Path(f"/films/{number}.mkv"), Path("/album"), f"Film {number}")
    return replace(film, **changed)  # type: ignore[arg-type]


def test_the_newest_stands_first_and_each_pair_once(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.remember(recent(1))
    memory.remember(recent(2))
    memory.remember(recent(1, position=61.5))
    assert memory.films == (recent(1, position=61.5), recent(2))


def test_one_film_with_two_albums_is_two(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.remember(recent(1))
    memory.remember(recent(1, album=Path("/other")))
    assert [film.album for film in memory.films] == [Path("/other"), Path("/album")]


def test_what_was_remembered_is_there_at_the_next_start(tmp_path: Path) -> None:
    kept = recent(1, position=12.25, cue_map=Path("/maps/m.yaml"), map_chosen=True)
    odd = recent(2, film=Path(os.fsdecode(b"/films/\xe9t\xe9.mkv")))
    memory = Memory(tmp_path / "new")
    memory.remember(kept)
    memory.remember(odd)
    memory.settle()
    assert Memory(tmp_path / "new").films == (odd, kept)
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["recent.json"]


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for number in range(MOST_FILMS + 2):
        memory.remember(recent(number))
    assert len(memory.films) == MOST_FILMS
    assert memory.films[-1].film == recent(2).film


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "[" * 100_000,
        '{"films": 3}',
        '{"films": [3, {"film": "/a"}, {"film": "", "album": "/b"}, {"film": "a\\u0000", "album": "/b"}]}',
    ],
)
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "recent.json").write_text(text, encoding="utf-8")
    assert Memory(tmp_path).films == ()


@pytest.mark.parametrize("position", [-1, None, "4", float("inf"), float("nan")])
def test_a_film_without_a_place_begins_at_its_beginning(tmp_path: Path, position: object) -> None:
    stored = {"films": [{"film": "/films/a.mkv", "album": "/b", "position": position}]}
    (tmp_path / "recent.json").write_text(json.dumps(stored), encoding="utf-8")
    assert Memory(tmp_path).films == (RecentFilm(Path("/films/a.mkv"), Path("/b"), "a"),)


def test_what_is_gone_is_found_and_found_again(tmp_path: Path) -> None:
    film, album = tmp_path / "film.mkv", tmp_path / "album"
    film.touch()
    before = Memory(tmp_path)
    before.remember(recent(1, film=film, album=album))
    before.settle()
    memory = Memory(tmp_path)
    memory.wait()
    assert [one.gone for one in memory.films] == [True]
    assert memory.told == 1
    album.mkdir()
    memory.look()
    memory.wait()
    assert [one.gone for one in memory.films] == [False]


def test_a_memory_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory(tmp_path / "file")
    (tmp_path / "file").touch()
    caplog.set_level(logging.WARNING)
    memory.remember(recent(1))
    memory.remember(recent(2))
    memory.settle()
    assert [line.levelname for line in caplog.records] == ["WARNING"]
    assert "recent films cannot be remembered" in caplog.text
