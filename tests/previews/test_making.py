"""Everything asked for is made in the order of its use, kept, and answered even where there is nothing."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.previews.kept import Loudness
from gallows_sync.previews.making import (
    THUMBNAIL_HEIGHT,
    LoudnessMade,
    Made,
    PreviewJob,
    ShotsMade,
    ThumbnailsMade,
    WaveformMade,
    kept,
    made,
)
from tests.previews.conftest import CUT_AT, PICTURES, RATE


def everything(film: FilmFile | None, recordings: Sequence[Recording]) -> PreviewJob:
    sources = (*recordings, *((film,) if film is not None else ()))
    return PreviewJob(film, film is not None, tuple(recordings), sources, (0,) if film is not None else ())


def kinds(previews: Sequence[Made]) -> list[type]:
    """The kinds of what was made, each run of one kind once."""
    found: list[type] = []
    for preview in previews:
        if not found or found[-1] is not type(preview):
            found.append(type(preview))
    return found


def test_what_is_missed_most_comes_first(
    film: FilmFile, recordings: Sequence[Recording], files: KeptFiles
) -> None:
    previews = list(made(everything(film, recordings), files))
    assert kinds(previews) == [ThumbnailsMade, WaveformMade, ThumbnailsMade, LoudnessMade, ShotsMade]
    assert [one.recording for one in previews if isinstance(one, WaveformMade)] == list(recordings)
    assert [one.source for one in previews if isinstance(one, LoudnessMade)] == [*recordings, film]


def test_what_is_made_is_of_these_files(
    film: FilmFile, recordings: Sequence[Recording], files: KeptFiles
) -> None:
    previews = list(made(everything(film, recordings), files))
    pictures = [one for made in previews if isinstance(made, ThumbnailsMade) for one in made.thumbnails]
    assert len(pictures) >= PICTURES // 10
    assert {picture.height for picture in pictures} == {THUMBNAIL_HEIGHT}
    assert [one.waveform.duration for one in previews if isinstance(one, WaveformMade) and one.waveform] == [
        2,
        2,
    ]
    assert all(one.loudness.lufs is not None for one in previews if isinstance(one, LoudnessMade))
    shots = previews[-1]
    assert isinstance(shots, ShotsMade)
    assert list(shots.times) == [pytest.approx(CUT_AT / RATE, abs=0.001)]


def test_what_was_made_is_kept(film: FilmFile, recordings: Sequence[Recording], files: KeptFiles) -> None:
    job = everything(film, recordings)
    assert list(kept(job, files)) == []
    previews = list(made(job, files))
    found = list(kept(job, files))
    assert kinds(found) == [ThumbnailsMade, WaveformMade, LoudnessMade, ShotsMade]
    pictures = tuple(one for made in previews if isinstance(made, ThumbnailsMade) for one in made.thumbnails)
    assert found[0] == ThumbnailsMade(pictures, all_made=True)
    assert found[-4:] == previews[-4:]


def test_only_what_is_asked_for_is_made(
    film: FilmFile, recordings: Sequence[Recording], files: KeptFiles
) -> None:
    job = PreviewJob(film, False, (), (recordings[1],), ())
    (only,) = made(job, files)
    assert isinstance(only, LoudnessMade)
    assert only.source == recordings[1]
    assert list(made(replace(job, loudness=()), files)) == []
    assert replace(job, loudness=()).empty
    assert not job.empty


def test_stretches_that_were_looked_through_are_not_again(
    film: FilmFile, files: KeptFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = PreviewJob(film, False, (), (), (0,))
    first = list(made(job, files))
    monkeypatch.setattr("gallows_sync.previews.making.shot_changes", lambda *_: pytest.fail("looked again"))
    assert list(made(job, files)) == first


def test_what_cannot_be_read_is_answered_and_does_not_hold_up_the_rest(
    film: FilmFile,
    recordings: Sequence[Recording],
    files: KeptFiles,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    damaged = tmp_path / "damaged.flac"
    damaged.write_bytes(b"no sound at all" * 100)
    gone = replace(film, path=tmp_path / "gone.mkv")
    bad = Recording(damaged, "damaged")
    with caplog.at_level(logging.WARNING):
        previews = list(made(everything(gone, [bad, recordings[0]]), files))
    assert previews[0] == ThumbnailsMade((), all_made=True)
    assert previews[1] == WaveformMade(bad, None)
    assert isinstance(previews[2], WaveformMade)
    assert previews[2].waveform is not None
    assert previews[3] == LoudnessMade(bad, Loudness(None))
    assert previews[-2:] == [LoudnessMade(gone, Loudness(None)), ShotsMade(0, ())]
    assert "damaged.flac" in caplog.text
    assert "gone.mkv" in caplog.text
    assert [type(one) for one in kept(everything(gone, [bad, recordings[0]]), files)] == [
        WaveformMade,
        LoudnessMade,
    ]


@pytest.mark.logs_errors
def test_a_fault_in_one_file_does_not_hold_up_the_rest(
    recordings: Sequence[Recording],
    files: KeptFiles,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def faulty(recording: Recording) -> None:
        raise ZeroDivisionError(recording.title)

    monkeypatch.setattr("gallows_sync.previews.making.waveform_of", faulty)
    previews = list(made(everything(None, recordings), files))
    assert previews[:2] == [WaveformMade(one, None) for one in recordings]
    assert kinds(previews) == [WaveformMade, LoudnessMade]
    assert "ZeroDivisionError: A" in caplog.text
