"""The open map: what can be undone, and that whatever was changed is on disk in the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from gallows_sync.core.cue_map import CueMap
from gallows_sync.formats.cue_map_yaml import CueMapFile, new_text, read_cue_map, save_cue_map
from gallows_sync.library import Library
from gallows_sync.map_choice import MapChoice
from gallows_sync.notices import Notice
from gallows_sync.open_map import OpenMap
from gallows_sync.search.recognition import CopyLearner
from tests.desk import placed_map
from tests.main_thread import MainThread

PATIENCE_S = 20.0


class Desk(MainThread):
    """An open map of the user's own, and what is posted to the main thread."""

    def __init__(self, folder: Path) -> None:
        super().__init__(PATIENCE_S)
        self.said: list[Notice | None] = []
        self.library = Library(folder / "state")
        learner = cast(CopyLearner, None)  # without a film there is no copy to learn
        self.map = OpenMap(self.library, (), learner, self.post, self.said.append)
        self.path = folder / "map.yaml"
        self.path.write_text("# mine\n" + new_text(placed_map()), encoding="utf-8")
        file = read_cue_map(self.path)
        self.map.take(MapChoice(file.cue_map, file, self.path), chosen=True)

    def change(self, title: str, series: str | None = None) -> CueMap:
        after = replace(self.map.cue_map, film=replace(self.map.cue_map.film, title=title))
        self.map.change(f"call it {title}", after, series)
        self.map.save(None, None)
        return after

    def on_disk(self) -> CueMap:
        return read_cue_map(self.path).cue_map

    def wait_for_disk(self) -> None:
        self.wait(lambda: not self.map.unsaved)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("gallows_sync.open_map.PAUSE_S", 0.0)
    desk = Desk(tmp_path)
    yield desk
    desk.map.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in its only element."""
    now = [0.0]
    monkeypatch.setattr("gallows_sync.open_map.time.monotonic", lambda: now[0])
    return now


def test_a_change_is_saved_by_itself(desk: Desk) -> None:
    after = desk.change("New")
    assert desk.map.unsaved
    desk.wait_for_disk()
    assert desk.on_disk() == after
    assert desk.path.read_text(encoding="utf-8").startswith("# mine\n")
    assert desk.said == [None]


def test_what_is_changed_while_it_is_saved_is_saved_together_afterwards(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    begun, go = threading.Event(), threading.Event()

    def save(path: Path, cue_map: CueMap, base: CueMapFile | None) -> CueMapFile:
        begun.set()
        go.wait(20)
        saved.append(cue_map.film.title)
        return save_cue_map(path, cue_map, base)

    monkeypatch.setattr("gallows_sync.open_map.save_cue_map", save)
    desk.change("First")
    begun.wait(20)
    for title in ("Second", "Third", "Fourth"):
        after = desk.change(title)
    go.set()
    desk.wait_for_disk()
    assert saved == ["First", "Fourth"]
    assert desk.on_disk() == after


def test_closing_saves_at_once_what_would_still_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gallows_sync.open_map.PAUSE_S", 1e6)
    desk.change("First")
    after = desk.change("Second")
    desk.map.close()
    assert desk.on_disk() == after
    desk.pump()  # what the thread posted says nothing new
    assert len(desk.said) == 2


def test_what_comes_after_the_savings_waits_for_the_last_and_holds_nobody_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallows_sync.open_map.PAUSE_S", 1e6)
    found: list[CueMap] = []
    desk.map.when_settled(lambda: found.append(desk.on_disk()))
    assert len(found) == 1
    desk.change("First")
    after = desk.change("Second")
    desk.map.when_settled(lambda: found.append(desk.on_disk()))
    assert len(found) == 1
    desk.wait_for_disk()
    assert found[1:] == [after]


def test_the_map_as_it_was_found_is_kept(desk: Desk) -> None:
    assert desk.map.original is None
    for title in ("First", "Second"):
        desk.change(title)
        desk.wait_for_disk()
    assert desk.map.original is not None
    assert read_cue_map(desk.map.original).cue_map == placed_map()


def test_changes_of_one_series_are_undone_in_one_step(desk: Desk, clock: list[float]) -> None:
    before = desk.map.cue_map
    for title in ("First", "Second", "Third"):
        desk.change(title, "naming")
        clock[0] += 1
    assert desk.map.undo()
    assert desk.map.cue_map == before
    assert not desk.map.undo()
    assert desk.map.redo()
    assert desk.map.cue_map.film.title == "Third"


@pytest.mark.parametrize("between", ["time", "another series", "undo"])
def test_a_series_ends(desk: Desk, clock: list[float], between: str) -> None:
    desk.change("First", "naming")
    if between == "time":
        clock[0] += 10
    elif between == "another series":
        desk.change("Other", "calling")
    else:
        desk.map.undo()
        desk.map.redo()
    last = desk.map.cue_map
    desk.change("Second", "naming")
    desk.map.undo()
    assert desk.map.cue_map == last
