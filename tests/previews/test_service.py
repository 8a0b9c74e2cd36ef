"""Previews appear while the main thread goes on, are there at once the next time, and end when told to."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.previews import service
from gallows_sync.previews.service import Previews
from tests.main_thread import MainThread
from tests.previews.conftest import CUT_AT, RATE, noise

PATIENCE_S = 60.0


class Stage(MainThread):
    """Previews and the main thread."""

    def __init__(self, files: KeptFiles) -> None:
        super().__init__(PATIENCE_S)
        self.changes = 0
        self.previews = Previews(self.post, self._changed, files)

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def stage(files: KeptFiles) -> Iterator[Stage]:
    stage = Stage(files)
    yield stage
    stage.previews.close()


def complete(previews: Previews, recordings: Sequence[Recording]) -> bool:
    return (
        len(previews.thumbnails()) >= 12
        and all(previews.waveform(one) is not None for one in recordings)
        and all(previews.loudness(one) is not None for one in (None, *recordings))
        and len(previews.shots()) == 1
    )


def no_process(*_: object) -> None:
    pytest.fail("a process was started")


def test_everything_appears_and_is_there_at_once_the_next_time(
    stage: Stage,
    film: FilmFile,
    recordings: Sequence[Recording],
    files: KeptFiles,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    previews = stage.previews
    previews.open(film, recordings)
    previews.look_for_shots([2.0])
    assert previews.thumbnails() == []
    assert previews.waveform(recordings[0]) is None
    assert previews.loudness(None) is None
    stage.wait(lambda: complete(previews, recordings))
    times = [thumbnail.film_time for thumbnail in previews.thumbnails()]
    assert times == sorted(times)
    assert list(previews.shots()) == [pytest.approx(CUT_AT / RATE, abs=0.001)]
    assert stage.changes > 5

    again = Stage(files)
    monkeypatch.setattr(service, "OwnProcess", no_process)
    again.previews.open(film, recordings)
    again.previews.look_for_shots([2.0])
    again.wait(lambda: complete(again.previews, recordings))
    assert again.changes == 1
    again.previews.close()


def test_what_is_open_already_is_not_made_again(
    stage: Stage, film: FilmFile, recordings: Sequence[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.previews.open(film, recordings)
    stage.previews.look_for_shots([2.0])
    stage.wait(lambda: complete(stage.previews, recordings))
    monkeypatch.setattr(service, "OwnProcess", no_process)
    changes = stage.changes
    stage.previews.open(film, recordings[::-1])
    stage.previews.look_for_shots([1.0, 4.0])
    stage.pump()
    assert stage.changes == changes


def test_another_film_puts_the_first_ones_pictures_away_but_not_the_albums_waves(
    stage: Stage, film: FilmFile, recordings: Sequence[Recording]
) -> None:
    previews = stage.previews
    previews.open(film, recordings)
    previews.look_for_shots([2.0])
    stage.wait(lambda: complete(previews, recordings))
    previews.open(None, recordings[:1])
    assert previews.thumbnails() == []
    assert previews.shots() == []
    assert previews.loudness(None) is None
    assert previews.waveform(recordings[0]) is not None
    assert previews.waveform(recordings[1]) is None


def test_shot_changes_that_are_asked_for_later_are_found_too(
    stage: Stage, film: FilmFile, recordings: Sequence[Recording]
) -> None:
    previews = stage.previews
    previews.open(film, ())
    stage.wait(lambda: previews.loudness(None) is not None)
    assert previews.shots() == []
    previews.look_for_shots([2.5, 1e6, -1e6])
    stage.wait(lambda: len(previews.shots()) == 1)


def test_another_take_is_measured_when_it_is_asked_for(stage: Stage, recordings: Sequence[Recording]) -> None:
    previews = stage.previews
    previews.open(None, recordings[:1])
    stage.wait(lambda: previews.loudness(recordings[0]) is not None)
    assert previews.loudness(recordings[1]) is None
    stage.wait(lambda: previews.loudness(recordings[1]) is not None)
    assert previews.waveform(recordings[1]) is None


def test_samples_come_a_little_later_and_stay(
    stage: Stage, recordings: Sequence[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    previews = stage.previews
    assert previews.samples(recordings[0], 0.5, 0.6) is None
    stage.wait(lambda: previews.samples(recordings[0], 0.5, 0.6) is not None)
    found = previews.samples(recordings[0], 0.25, 3.0)
    assert found is not None
    assert (found.start, found.rate_hz) == (0.0, 48000)
    assert np.array_equal(found.values, noise(96000).sum(axis=1) / 65536)
    assert stage.changes == 1


def test_samples_that_cannot_be_read_are_not_asked_for_again(stage: Stage, tmp_path: Path) -> None:
    gone = Recording(tmp_path / "gone.flac", "gone")
    assert stage.previews.samples(gone, 0.0, 1.0) is None
    stage.wait(lambda: stage.changes == 1)
    assert stage.previews.samples(gone, 0.0, 1.0) is None
    stage.pump()
    assert stage.changes == 1


def test_closing_while_previews_are_made_ends_the_process(
    files: KeptFiles, film: FilmFile, recordings: Sequence[Recording]
) -> None:
    stage = Stage(files)
    stage.previews.open(film, recordings)
    stage.wait(lambda: bool(stage.previews.thumbnails()))
    stage.previews.close()
    changes = stage.changes
    stage.pump()
    stage.previews.open(None, ())
    assert stage.changes == changes
    assert multiprocessing.active_children() == []


@pytest.mark.logs_errors
def test_a_process_that_dies_is_logged_and_what_there_is_stays(
    stage: Stage,
    film: FilmFile,
    recordings: Sequence[Recording],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(service, "MAKE", "tests.previews.test_service:make_one_and_die")
    stage.previews.open(film, recordings)
    stage.wait(lambda: "ended with exit code 3" in caplog.text)
    assert stage.previews.waveform(recordings[0]) is not None
    assert stage.previews.waveform(recordings[1]) is None


def make_one_and_die(job: object, send: Callable[[object], None]) -> None:
    """What the process of the last test runs."""
    from gallows_sync.previews.making import PreviewJob, made

    assert isinstance(job, tuple)
    wanted, files = job
    one = PreviewJob(None, False, wanted.waveforms[:1], (), ())
    for preview in made(one, files):
        send(preview)
    os._exit(3)
