"""The concrete parts together: the demo played by the real path, and how many decks a machine holds."""

import json
import logging
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync import parts
from gallows_sync.core.media_files import FilmFile
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.parts import appender, build_session, deck_limit
from gallows_sync.playback.output import MemoryOutput
from gallows_sync.playback.ports import Clock, Picture
from gallows_sync.session import Session
from gallows_sync.shipped import shipped_path

PATIENCE_S = 30.0

FILM = FilmFile(
    Path("film.mkv"),
    Fraction(5400),
    Fraction(0),
    Fraction(24),
    1280,
    720,
    Fraction(16, 9),
    Fraction(0),
    None,
)


class Stage:
    """A session on real parts whose sound goes to memory, and the main thread's queue."""

    def __init__(self, stats: Path) -> None:
        self.queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.pictures: list[Picture] = []
        self.session: Session = build_session(self.queue.put, stats, decks=2)
        self.session.set_picture_size(320, 180)
        self.session.set_picture_sink(self.pictures.append)

    def wait(self, until: Callable[[], bool]) -> None:
        """Be the main thread until ``until`` holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() >= deadline:
                session = self.session
                pytest.fail(
                    f"never came; at {session.position():.3f} s, playing {session.playing}, {session.notices}"
                )
            try:
                self.queue.get(timeout=0.05)()
            except queue.Empty:
                continue


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[MemoryOutput]:
    """Have sound go to memory and the program's own memory to a folder of the test."""
    made: list[MemoryOutput] = []

    def to_memory(clock: Clock, rate_hz: int) -> MemoryOutput:
        made.append(MemoryOutput(clock, rate_hz))
        return made[-1]

    monkeypatch.setattr(parts, "open_output", to_memory)
    monkeypatch.setattr(parts, "state_folder", lambda: tmp_path / "state")
    return made


@pytest.fixture
def stage(outputs: list[MemoryOutput], tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "stats.jsonl")
    yield stage
    stage.session.close()


def open_demo(session: Session) -> None:
    session.open_film(shipped_path("assets/demo/film.mkv"))
    session.open_album(shipped_path("assets/demo/album"))


def test_the_demo_plays_from_a_cue_in_sync_and_jumps(
    stage: Stage, outputs: list[MemoryOutput], tmp_path: Path
) -> None:
    session = stage.session
    open_demo(session)
    session.start("street")  # at 72.75 s
    stage.wait(lambda: session.playing and session.position() > 73.25)
    assert session.selected == "street"
    stage.wait(lambda: bool(stage.pictures) and stage.pictures[-1].film_time > 73.25)
    assert stage.pictures[-1].pixels.shape == (180, 240, 4)
    stage.wait(lambda: any(abs(block).max() > 0.01 for _, block in list(outputs[-1].blocks)[-5:]))
    stage.wait(lambda: session.sync_error_ms is not None)
    assert session.sync_error_ms is not None
    assert abs(session.sync_error_ms) < 0.5
    session.jump_number(6)
    stage.wait(lambda: 96.0 <= session.position() < 100.0)
    stage.wait(lambda: 96.0 <= stage.pictures[-1].film_time < 100.0)
    assert session.selected == "bar"
    assert [
        notice for notice in session.notices if notice.kind == "problem" and "sound device" not in notice.text
    ] == []
    stage.wait(lambda: sum(record["event"] == "jump" for record in recorded(tmp_path)) == 2)
    jump = [record for record in recorded(tmp_path) if record["event"] == "jump"][-1]
    assert jump["place_s"] == 96.0
    assert {"first_picture_ms", "first_sound_ms"} <= jump.keys()
    assert any(record["event"] == "playhead" for record in recorded(tmp_path))


def test_the_demo_opens_as_it_was_edited_last_and_can_be_had_as_it_was_shipped(
    stage: Stage, tmp_path: Path
) -> None:
    shipped, own = shipped_path("cues/demo.yaml"), tmp_path / "state" / "maps" / "night-lift.yaml"
    first = stage.session
    open_demo(first)
    stage.wait(lambda: first.busy is None)
    assert first.map_path == shipped
    first.select("bar")
    first.editing.nudge(100)
    edited = first.cue_map
    first.close()
    again = Stage(tmp_path / "stats.jsonl")
    second = again.session
    try:
        open_demo(second)
        again.wait(lambda: second.busy is None)
        assert (second.map_path, second.cue_map) == (own, edited)
        second.select("bar")
        second.editing.nudge(100)
        second.restore_original()
        again.wait(lambda: second.cue_map == read_cue_map(shipped).cue_map)
    finally:
        second.close()
    assert list(own.parent.iterdir()) == [own]


def test_the_next_start_shows_the_picture_that_was_left(stage: Stage, tmp_path: Path) -> None:
    open_demo(stage.session)
    stage.wait(lambda: stage.session.busy is None)
    stage.session.seek(60.0)
    stage.wait(lambda: bool(stage.pictures) and abs(stage.pictures[-1].film_time - 60.0) < 0.001)
    stage.session.close()
    again = Stage(tmp_path / "stats.jsonl")
    try:
        again.session.restore()
        again.wait(lambda: bool(again.pictures) and again.session.busy is None)
        assert again.session.position() == 60.0
        assert again.pictures[-1].film_time == pytest.approx(60.0, abs=0.001)
        assert again.session.map_path == shipped_path("cues/demo.yaml")
        assert not again.session.playing
        assert again.session.selected == "motorway-on"
    finally:
        again.session.close()


def test_closing_while_the_film_is_being_opened_ends_everything(
    outputs: list[MemoryOutput], tmp_path: Path
) -> None:
    stage = Stage(tmp_path / "stats.jsonl")
    open_demo(stage.session)
    stage.session.start(None)
    stage.session.close()  # the fixture that watches for threads left behind is the rest of this test
    assert not stage.session.playing


def recorded(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "stats.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_measurements_are_appended_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "stats.jsonl").write_text('{"event": "earlier"}\n', encoding="ascii")
    append = appender(tmp_path / "stats.jsonl")
    append({"event": "jump", "place_s": 1.5})
    append({"event": "playhead"})
    assert [record["event"] for record in recorded(tmp_path)] == ["earlier", "jump", "playhead"]


def test_a_file_for_measurements_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    append = appender(tmp_path)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            append({"event": "playhead"})
    assert len(caplog.records) == 1
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize(
    ("size", "memory_gb", "decks"),
    [
        ((1280, 720), 24, 12),
        ((1920, 1080), 24, 6),
        ((3840, 2160), 24, 2),
        ((1280, 720), 1, 5),
        ((7680, 4320), 1, 1),
    ],
)
def test_decks_fit_the_film_and_the_machine(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], memory_gb: int, decks: int
) -> None:
    monkeypatch.setattr(parts, "_machine_bytes", lambda: memory_gb * 10**9)
    assert deck_limit(replace(FILM, width=size[0], height=size[1])) == decks
