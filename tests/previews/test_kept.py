"""What is kept comes back as it was, and only for the file that it was made of."""

import os
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.media.waveform import BIN_S, Waveform
from gallows_sync.previews.kept import KeptPreviews, Loudness, key


@pytest.fixture
def previews(files: KeptFiles) -> KeptPreviews:
    return KeptPreviews(files)


@pytest.fixture
def recording(recordings: Sequence[Recording]) -> Recording:
    return recordings[0]


def test_a_waveform_comes_back_with_all_its_levels(previews: KeptPreviews, recording: Recording) -> None:
    drawn = np.random.default_rng(1).integers(-127, 128, (1000, 2)).astype(np.int8)
    made = Waveform.of_bins(1000 * BIN_S, drawn)
    assert previews.waveform(recording) is None
    previews.keep_waveform(key("waveform", recording), made)
    found = previews.waveform(recording)
    assert found is not None
    assert found.duration == made.duration
    assert [level.tolist() for level in found.levels] == [level.tolist() for level in made.levels]


def test_thumbnails_come_back_as_they_were(previews: KeptPreviews, film: FilmFile) -> None:
    made = (Thumbnail(1.5, 16, 9, b"first"), Thumbnail(0.25, 16, 9, b""), Thumbnail(3.0, 16, 9, b"third"))
    assert previews.thumbnails(film) is None
    previews.keep_thumbnails(key("thumbnails", film), made)
    assert previews.thumbnails(film) == made


def test_shot_changes_come_back_by_stretch(previews: KeptPreviews, film: FilmFile) -> None:
    assert previews.shots(film) == {}
    previews.keep_shots(key("shots", film), {0: (1.5, 2.25), 7: ()})
    assert previews.shots(film) == {0: (1.5, 2.25), 7: ()}


@pytest.mark.parametrize("lufs", [-23.1, None])
def test_that_something_is_silent_is_kept_too(
    previews: KeptPreviews, recording: Recording, lufs: float | None
) -> None:
    assert previews.loudness(recording) is None
    previews.keep_loudness(key("loudness", recording), Loudness(lufs))
    assert previews.loudness(recording) == Loudness(lufs)


def test_a_file_that_was_changed_has_nothing_kept(previews: KeptPreviews, recording: Recording) -> None:
    previews.keep_loudness(key("loudness", recording), Loudness(-20.0))
    os.utime(recording.path, (1, 1))
    assert previews.loudness(recording) is None


def test_another_stretch_of_the_file_is_another_recording(
    previews: KeptPreviews, recording: Recording
) -> None:
    previews.keep_loudness(key("loudness", recording), Loudness(-20.0))
    assert previews.loudness(replace(recording, start=Fraction(1))) is None
    assert previews.loudness(replace(recording, stop=Fraction(1))) is None
    assert previews.loudness(replace(recording, title="by another name")) == Loudness(-20.0)


def test_a_file_that_is_gone_has_nothing_kept(previews: KeptPreviews, recording: Recording) -> None:
    previews.keep_loudness(key("loudness", recording), Loudness(-20.0))
    recording.path.unlink()
    assert key("loudness", recording) is None
    assert previews.loudness(recording) is None
