"""What is heard at an instant: film and album at the same film frame, levels without clicks."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import Recording
from gallows_sync.playback import mixer as mixer_module
from gallows_sync.playback.balance import PLACES
from gallows_sync.playback.conform import ConformedCue
from gallows_sync.playback.deck_sound import DeckSound
from gallows_sync.playback.mixer import FADE_S, Mixer, Passage
from gallows_sync.playback.ports import FloatArray, Int16Array, Monitor

RATE_HZ = 48_000
BLOCK = 480
START_US = 1_000_000.0
FULL = 16_384
"""A steady level; half of full scale, so that film and album together stay within it."""

STEP = 1.5 / (FADE_S * RATE_HZ)
"""The steepest that a fade may be, per frame, of full scale."""


class Music(ConformedCue):
    """A conformed cue that holds given frames."""

    def __init__(self, first: int, frames: Int16Array) -> None:
        span = FilmSpan(Fraction(first, RATE_HZ), Fraction(first + len(frames), RATE_HZ))
        cue = Cue("cue", 1, film=span, certainty=Certainty.CONFIRMED)
        super().__init__(cue, Recording(Path("a.flac"), "A"), RATE_HZ)
        self._frames = frames
        self.ready = len(frames)


def steady(frames: int, side: int, level: int = FULL) -> Int16Array:
    sound = np.zeros((frames, 2), np.int16)
    sound[:, side] = level
    return sound


def drawn(frames: int, side: int, seed: int) -> Int16Array:
    sound = np.zeros((frames, 2), np.int16)
    sound[:, side] = np.random.default_rng(seed).integers(-FULL, FULL, frames)
    return sound


def deck(frames: Int16Array, film_offset: int | None = 0, origin_us: float = START_US) -> DeckSound:
    sound = DeckSound(RATE_HZ)
    sound.write(frames, round(origin_us))
    sound.film_offset = film_offset
    return sound


def mixing(*passages: Passage, cues: Sequence[ConformedCue] = ()) -> Mixer:
    mixer = Mixer(RATE_HZ)
    mixer.passages = passages
    mixer.cues = lambda: tuple(cues)
    mixer._film_gain = mixer._album_gain = 1.0  # past the fade-in of the first block
    return mixer


def heard(mixer: Mixer, blocks: int, start_us: float = START_US, ppm: float = 0.0) -> FloatArray:
    """Return what the mixer gives a device whose clock is off by ``ppm``."""
    out = np.zeros((blocks * BLOCK, 2), np.float32)
    for number in range(blocks):
        at = number * BLOCK
        due_us = start_us + at * 1e6 / RATE_HZ * (1 + ppm * 1e-6)
        mixer.fill(out[at : at + BLOCK], due_us)
    return out


def steepest(sound: npt.NDArray[np.float32]) -> float:
    return float(np.abs(np.diff(sound, axis=0)).max())


def test_nothing_on_air_is_silent() -> None:
    mixer = mixing()
    assert not heard(mixer, 5).any()
    assert mixer.dropouts == 0


def test_film_and_album_are_heard_at_the_same_film_frame() -> None:
    film, album = drawn(RATE_HZ, 0, 1), drawn(RATE_HZ, 1, 2)
    offset = 90 * RATE_HZ + 123
    begins = 90 * RATE_HZ + 5123  # 5000 frames into the deck's sound
    mixer = mixing(Passage(deck(film, offset), 0.0), cues=[Music(begins, album)])
    out = heard(mixer, 60)
    fade = int(FADE_S * RATE_HZ) + 1
    assert np.array_equal(out[fade:, 0], film[fade : len(out), 0] / np.float32(32768))
    assert not out[:5000, 1].any()
    assert np.array_equal(out[5000 + fade :, 1], album[fade : len(out) - 5000, 0 + 1] / np.float32(32768))


def test_album_follows_the_film_when_the_passage_begins_within_a_block() -> None:
    film, album = drawn(RATE_HZ, 0, 1), drawn(RATE_HZ, 1, 2)
    mixer = mixing(Passage(deck(film), START_US + 3137.5), cues=[Music(0, album)])
    out = heard(mixer, 20)
    begin = int(3137.5 * RATE_HZ / 1e6)
    assert not out[:begin].any()
    settled = begin + int(2 * FADE_S * RATE_HZ) + 2
    assert np.array_equal(out[settled:, 0], film[settled : len(out), 0] / np.float32(32768))
    assert np.array_equal(out[settled:, 1], album[settled : len(out), 1] / np.float32(32768))


def test_two_cues_over_the_same_film_are_heard_together() -> None:
    one, two = steady(RATE_HZ, 1, 8000), steady(RATE_HZ, 1, 4000)
    mixer = mixing(Passage(deck(steady(RATE_HZ, 0)), 0.0), cues=[Music(0, one), Music(0, two)])
    assert heard(mixer, 10)[-1, 1] == pytest.approx(12_000 / 32768)


def test_album_is_silent_while_the_place_is_unknown() -> None:
    sound = deck(steady(RATE_HZ, 0), film_offset=None)
    mixer = mixing(Passage(sound, 0.0), cues=[Music(0, steady(RATE_HZ, 1))])
    out = heard(mixer, 10)
    assert out[-1, 0] == pytest.approx(0.5)
    assert not out[:, 1].any()
    sound.film_offset = 0
    later = heard(mixer, 10, START_US + 100_000)
    assert later[-1, 1] == pytest.approx(0.5)
    assert steepest(later[:, 1]) < STEP


def test_film_without_sound_lets_the_album_play() -> None:
    sound = DeckSound(RATE_HZ, mute=True)
    sound.place(2.0, START_US)
    album = drawn(RATE_HZ, 1, 2)
    mixer = mixing(Passage(sound, 0.0), cues=[Music(2 * RATE_HZ, album)])
    out = heard(mixer, 20)
    fade = int(2 * FADE_S * RATE_HZ)
    assert np.array_equal(out[fade:, 1], album[fade : len(out), 1] / np.float32(32768))
    assert mixer.dropouts == 0


def test_passages_follow_each_other_without_a_click() -> None:
    leaving, coming = (
        Passage(deck(steady(RATE_HZ, 0)), 0.0),
        Passage(deck(steady(RATE_HZ, 0)), START_US + 51_234.0),
    )
    leaving.end_us = coming.begin_us
    mixer = mixing(leaving, coming)
    out = heard(mixer, 20)
    settled = out[int(FADE_S * RATE_HZ) :, 0]
    assert steepest(out[:, 0]) < STEP
    assert settled.min() > 0.45  # the one rises as the other falls
    assert settled.max() < 0.55
    assert leaving.over
    assert coming.heard_us == pytest.approx(START_US + 51_234.0)
    assert not coming.over


def test_everything_ends_by_an_instant_and_what_ended_before_it_still_does() -> None:
    mixer = mixing()
    early, late = (Passage(deck(steady(RATE_HZ, 0)), 0.0, end_us) for end_us in (START_US + 50_000, None))
    mixer.hear(early)
    mixer.hear(late)
    mixer.end_all(START_US + 100_000)
    assert (early.end_us, late.end_us) == (START_US + 50_000, START_US + 100_000)
    heard(mixer, 8)
    mixer.end_all(START_US + 200_000)
    assert mixer.passages == (late,), "what is over is forgotten"


def test_passage_that_ends_at_once_fades_from_where_it_is() -> None:
    passage = Passage(deck(steady(RATE_HZ, 0)), 0.0)
    mixer = mixing(passage)
    heard(mixer, 5)
    passage.end_us = 0.0
    out = heard(mixer, 5, START_US + 50_000)
    assert out[0, 0] > 0.45
    assert steepest(out[:, 0]) < STEP
    assert not out[-BLOCK:].any()
    assert passage.over


def test_passage_never_heard_that_has_ended_is_over() -> None:
    passage = Passage(deck(steady(RATE_HZ, 0)), START_US, end_us=START_US - 1)
    mixer = mixing(passage)
    assert not heard(mixer, 2).any()
    assert passage.over


@pytest.mark.parametrize(
    ("monitor", "film", "album"),
    [(Monitor.MIX, 0.5, 0.5), (Monitor.FILM, 0.5, 0.0), (Monitor.ALBUM, 0.0, 0.5)],
)
def test_monitor_says_what_is_heard(monitor: Monitor, film: float, album: float) -> None:
    mixer = mixing(Passage(deck(steady(RATE_HZ, 0)), 0.0), cues=[Music(0, steady(RATE_HZ, 1))])
    heard(mixer, 10)
    mixer.balance = PLACES[monitor]
    out = heard(mixer, 10, START_US + 100_000)
    assert out[-1] == pytest.approx([film, album])
    assert steepest(out) < STEP


def test_volume_changes_without_a_click() -> None:
    mixer = mixing(Passage(deck(steady(RATE_HZ, 0)), 0.0))
    heard(mixer, 10)
    mixer.volume = 0.0
    falling = heard(mixer, 10, START_US + 100_000)
    mixer.volume = 1.0
    rising = heard(mixer, 10, START_US + 200_000)
    assert steepest(np.concatenate((falling, rising))) < STEP
    assert falling[-1, 0] == 0
    assert rising[-1, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("ppm", [-100.0, 100.0])
def test_device_clock_that_runs_off_is_followed_without_a_splice(ppm: float) -> None:
    seconds = 3
    time = np.arange(seconds * RATE_HZ + RATE_HZ) / RATE_HZ
    tone = np.zeros((len(time), 2), np.int16)
    tone[:, 0] = np.rint(12_000 * np.sin(2 * np.pi * 440 * time))
    mixer = mixing(Passage(deck(tone), 0.0))
    blocks = seconds * RATE_HZ // BLOCK
    out = heard(mixer, blocks, ppm=ppm)
    assert mixer.dropouts == 0
    assert abs(mixer.timing_error_us) <= abs(ppm) * mixer_module.STEER_S + 2e6 / RATE_HZ
    # A splice is a step in the second difference, which a smooth 440 Hz tone does not have.
    bend = np.abs(np.diff(out[BLOCK:, 0], 2)).max()
    assert bend < 2 * (2 * np.pi * 440 / RATE_HZ) ** 2 * 12_000 / 32768
    # At the end the tone is where the device's clock says it is.
    due_s = blocks * BLOCK / RATE_HZ * (1 + ppm * 1e-6) - BLOCK / RATE_HZ
    expected = 12_000 / 32768 * np.sin(2 * np.pi * 440 * (due_s + np.arange(BLOCK) / RATE_HZ))
    lag_s = np.arcsin(np.clip((out[-BLOCK, 0] - expected[0]) / (12_000 / 32768), -1, 1)) / (2 * np.pi * 440)
    assert abs(lag_s) < abs(ppm) * 1e-6 * mixer_module.STEER_S + 2 / RATE_HZ


def test_steady_device_clock_changes_no_frame() -> None:
    film = drawn(RATE_HZ, 0, 1)
    mixer = mixing(Passage(deck(film), 0.0))
    out = np.zeros((50 * BLOCK, 2), np.float32)
    for number in range(50):  # jitter of the due times, as devices report them
        at = number * BLOCK
        mixer.fill(out[at : at + BLOCK], START_US + at * 1e6 / RATE_HZ + ((number * 37 + 5) % 11 - 5) * 20)
    fade = int(FADE_S * RATE_HZ) + 1
    assert np.array_equal(out[fade:, 0], film[fade : len(out), 0] / np.float32(32768))


def test_device_that_lost_sound_is_followed_at_once_and_counted() -> None:
    film = drawn(RATE_HZ, 0, 1)
    mixer = mixing(Passage(deck(film), 0.0))
    heard(mixer, 10)
    out = heard(mixer, 10, START_US + 100_000 + 50_000)
    assert mixer.dropouts == 1
    first = round(0.15 * RATE_HZ)
    assert np.array_equal(out[:, 0], film[first : first + len(out), 0] / np.float32(32768))


def test_deck_that_delivers_too_little_is_counted() -> None:
    mixer = mixing(Passage(deck(steady(10 * BLOCK, 0)), 0.0))
    heard(mixer, 10)
    assert mixer.dropouts == 0
    heard(mixer, 1, START_US + 100_000)
    assert mixer.dropouts == 1


def test_moved_clock_of_the_deck_is_followed() -> None:
    film = drawn(2 * RATE_HZ, 0, 1)
    sound = deck(film)
    mixer = mixing(Passage(sound, 0.0))
    heard(mixer, 10)
    sound.delay(-20_000)
    out = heard(mixer, 10, START_US + 100_000)
    first = round(0.12 * RATE_HZ)
    assert np.array_equal(out[:, 0], film[first : first + len(out), 0] / np.float32(32768))


def test_peaks_of_film_and_album_together_are_turned_down_and_not_cut_off() -> None:
    film, album = steady(RATE_HZ, 0, 30_000), steady(RATE_HZ, 0, 30_000)
    film[:, 1], album[:, 1] = 15_000, 15_000
    film[RATE_HZ // 4 : RATE_HZ // 2] //= 10
    mixer = mixing(Passage(deck(film), 0.0), cues=[Music(0, album)])
    out = heard(mixer, 90)
    assert np.abs(out).max() <= 1.0
    assert out[RATE_HZ // 8] == pytest.approx([0.999, 0.4995], abs=0.0005)
    # It is turned up again slowly, and in the end not beyond what it was.
    assert out[RATE_HZ // 4 + RATE_HZ // 50, 0] == pytest.approx(0.59, abs=0.05)
    assert out[RATE_HZ // 2 - 1, 0] == pytest.approx(0.999, abs=0.02)


def test_loud_noise_never_leaves_full_scale() -> None:
    film = np.asarray(np.random.default_rng(1).integers(-32768, 32767, (RATE_HZ, 2)), np.int16)
    album = np.asarray(np.random.default_rng(2).integers(-32768, 32767, (RATE_HZ, 2)), np.int16)
    mixer = mixing(Passage(deck(film), 0.0), cues=[Music(0, album)])
    assert np.abs(heard(mixer, 80)).max() <= 1.0


def test_quiet_sound_passes_the_limiter_untouched() -> None:
    film = drawn(RATE_HZ, 0, 1)
    out = heard(mixing(Passage(deck(film), 0.0)), 50)
    fade = int(FADE_S * RATE_HZ) + 1
    assert np.array_equal(out[fade:, 0], film[fade : len(out), 0] / np.float32(32768))


def test_first_instant_heard_is_noted() -> None:
    passage = Passage(deck(steady(RATE_HZ, 0)), 0.0)
    heard(mixing(passage), 2)
    assert passage.heard_us == START_US


def test_towards_the_album_a_recording_becomes_as_loud_as_the_film() -> None:
    cue = Music(0, steady(4 * RATE_HZ, 1))
    mixer = mixing(Passage(deck(steady(4 * RATE_HZ, 0)), 0.0), cues=[cue])
    mixer.equal_gains = {cue.recording: 0.25}
    levels = []
    for number, balance in enumerate((0.0, 0.5, 1.0)):
        mixer.balance = balance
        levels.append(heard(mixer, 20, START_US + number * 200_000)[-1])
    assert [level[1] for level in levels] == pytest.approx([0.5, 0.25, 0.125])
    assert [level[0] for level in levels] == pytest.approx([0.5, 0.125, 0.0])


def test_the_balance_moves_without_a_click() -> None:
    cue = Music(0, steady(4 * RATE_HZ, 1))
    mixer = mixing(Passage(deck(steady(4 * RATE_HZ, 0)), 0.0), cues=[cue])
    mixer.equal_gains = {cue.recording: 0.25}
    out = []
    for number, balance in enumerate((0.0, 1.0, 0.0, -1.0, 0.3)):
        mixer.balance = balance
        out.append(heard(mixer, 4, START_US + number * 40_000))
    assert steepest(np.concatenate(out)) < 2 * STEP


def test_levels_are_the_highest_peaks_since_they_were_asked_for() -> None:
    mixer = mixing(Passage(deck(steady(RATE_HZ, 0)), 0.0), cues=[Music(0, steady(4800, 1, -8192))])
    heard(mixer, 20)
    levels = mixer.levels()
    assert levels.film == pytest.approx(0.5)
    assert levels.album == pytest.approx(0.25)
    heard(mixer, 5, START_US + 200_000)
    assert mixer.levels().album == 0.0
    mixer.volume = 0.5
    heard(mixer, 5, START_US + 250_000)
    assert mixer.levels().film == pytest.approx(0.25)
    assert mixer.levels().film == 0.0
