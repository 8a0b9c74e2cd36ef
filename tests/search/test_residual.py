"""What the film's own sound says of a cue's place: how late its music is, or that nobody can tell."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.findings import Anchor
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.core.placing import nudged
from gallows_sync.media.container import MediaError
from gallows_sync.search.residual import anchor
from tests.media.conftest import write_sound
from tests.search.test_recognition import RATE_HZ, SECONDS, Mono, faster, notes, write_film

TOLERANCE_MS = 0.3

TRUE = Cue(
    "cue",
    1,
    film=FilmSpan(Fraction(5), Fraction(25)),
    music_in=Fraction(3),
    certainty=Certainty.ALIGNED,
)
"""Film 5 s is music 3 s: the music lies 2 s later in the film than in its recording."""


def write_recording(path: Path, sound: Mono) -> Recording:
    samples = (np.repeat(sound[:, None], 2, axis=1) * 32767).clip(-32768, 32767).astype(np.int16)
    write_sound(path, samples, "flac", RATE_HZ, "stereo", {}, {}, ())
    return Recording(path, "Track", duration=Fraction(SECONDS))


def spoken_over(music: Mono) -> Mono:
    """Return the film's sound: the music 2 s later, under noise in syllables that is louder."""
    draw = np.random.default_rng(5)
    syllables = np.repeat(draw.uniform(0, 0.2, 5 * SECONDS), RATE_HZ // 5)
    return np.asarray(np.roll(music, 2 * RATE_HZ) + syllables * draw.normal(0, 1, len(music)))


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return write_recording(tmp_path_factory.mktemp("album") / "1.flac", notes(1))


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    return write_film(tmp_path_factory.mktemp("films") / "film.mkv", spoken_over(notes(1)))


def late_ms(cue: Cue, heard: Anchor | None) -> float:
    assert heard is not None
    seconds = heard.late(cue)
    assert seconds is not None
    return float(seconds * 1000)


@pytest.mark.parametrize("ms", [0, 12, -12, 350, -900])
@pytest.mark.parametrize("near", [5, 14, 24])
def test_how_late_the_music_is_is_known_to_a_fraction_of_a_millisecond(
    film: FilmFile, recording: Recording, ms: int, near: int
) -> None:
    cue = nudged(TRUE, Fraction(ms, 1000))
    assert late_ms(cue, anchor(film, recording, cue, Fraction(near))) == pytest.approx(ms, abs=TOLERANCE_MS)


def test_what_was_heard_about_one_place_holds_after_each_nudge(film: FilmFile, recording: Recording) -> None:
    heard = anchor(film, recording, nudged(TRUE, Fraction(1, 2)), Fraction(10))
    assert late_ms(nudged(TRUE, Fraction(-7, 1000)), heard) == pytest.approx(-7, abs=TOLERANCE_MS)


def test_a_recording_that_runs_at_another_speed_is_heard(tmp_path: Path, recording: Recording) -> None:
    fast = write_film(tmp_path / "pal.mkv", faster(spoken_over(notes(1)), 25 / 24))
    cue = replace(
        TRUE,
        film=FilmSpan(Fraction(5) * 24 / 25, Fraction(25) * 24 / 25),
        speed=Fraction(25, 24),
    )
    assert late_ms(cue, anchor(fast, recording, cue, Fraction(12))) == pytest.approx(0, abs=TOLERANCE_MS)


def test_a_speed_that_is_a_little_off_is_borne(film: FilmFile, recording: Recording) -> None:
    cue = replace(TRUE, speed=Fraction("1.0002"))
    heard = anchor(film, recording, cue, Fraction(5))
    assert abs(late_ms(cue, heard)) < 5


def test_a_stretch_of_a_longer_file_is_heard_where_it_begins(tmp_path: Path, film: FilmFile) -> None:
    whole = write_recording(tmp_path / "side.flac", np.concatenate([notes(7), notes(1)]))
    part = replace(whole, start=Fraction(SECONDS), stop=Fraction(2 * SECONDS))
    assert late_ms(TRUE, anchor(film, part, TRUE, Fraction(12))) == pytest.approx(0, abs=TOLERANCE_MS)


def test_another_recording_is_not_heard(tmp_path: Path, film: FilmFile) -> None:
    other = write_recording(tmp_path / "other.flac", notes(2))
    assert anchor(film, other, TRUE, Fraction(12)) is None


def test_music_that_is_further_off_than_a_second_is_not_found(film: FilmFile, recording: Recording) -> None:
    assert anchor(film, recording, nudged(TRUE, Fraction(3)), Fraction(12)) is None


def test_a_cue_that_says_nothing_or_too_little_is_not_listened_to(
    film: FilmFile, recording: Recording
) -> None:
    unplaced = replace(TRUE, film=None, certainty=Certainty.UNPLACED)
    short = replace(TRUE, film=FilmSpan(Fraction(5), Fraction("5.9")))
    silent = replace(film, sound=None)
    assert anchor(film, recording, unplaced, Fraction(5)) is None
    assert anchor(film, recording, short, Fraction(5)) is None
    assert anchor(silent, recording, TRUE, Fraction(5)) is None
    assert Anchor(Fraction(5), Fraction(3), 20.0).late(unplaced) is None


def test_music_beyond_the_recordings_end_is_silence(film: FilmFile, recording: Recording) -> None:
    cue = replace(TRUE, music_in=Fraction(SECONDS + 10))
    assert anchor(film, replace(recording, stop=Fraction(SECONDS)), cue, Fraction(12)) is None


def test_a_film_that_is_gone_is_said(tmp_path: Path, film: FilmFile, recording: Recording) -> None:
    with pytest.raises(MediaError, match=r"gone\.mkv"):
        anchor(replace(film, path=tmp_path / "gone.mkv"), recording, TRUE, Fraction(12))
