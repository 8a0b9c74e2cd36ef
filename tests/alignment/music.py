"""Music, speech and films made of numbers: no instant of them is like another, and every answer is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples

NOTES_PER_S = 5
BURSTS_PER_S = 1.5
PARTIALS = 5
STRINGS_STRETCH = 3e-4
"""How inharmonic the notes are, as those of strings: their partials are no whole multiples."""

MOST_HZ = 3500.0
TAPS = 32
"""Samples on either side from which a sample between them is told."""

HISS = 1e-3
"""Some 36 dB below the music."""

_BATCH = 8192


@dataclass(frozen=True, slots=True)
class Note:
    """``begin`` and ``decay`` in seconds."""

    begin: float
    hertz: float
    loudness: float
    decay: float


def composed(length_s: float, seed: int) -> tuple[Note, ...]:
    """Return notes at irregular times, in one key, for ``length_s`` seconds."""
    draw = np.random.default_rng([1, seed])
    scale = 2 ** (np.array([0, 2, 3, 5, 7, 8, 10]) / 12)
    return tuple(
        Note(
            float(draw.uniform(0, length_s)),
            float(110 * draw.choice(scale) * 2 ** draw.integers(0, 4)),
            float(draw.uniform(0.3, 1)),
            float(draw.uniform(0.2, 0.9)),
        )
        for _ in range(round(length_s * NOTES_PER_S))
    )


def performed(notes: Iterable[Note], length_s: float, seed: int) -> Samples:
    """Return a take of ``notes``: how exactly they are played, and the drums, differ from seed to seed."""
    draw = np.random.default_rng([2, seed])
    sound = np.zeros(round(length_s * SAMPLE_RATE_HZ), np.float32)
    for note in notes:
        first = max(0, round((note.begin + draw.normal(0, 0.02)) * SAMPLE_RATE_HZ))
        time = np.arange(min(len(sound) - first, round(4 * note.decay * SAMPLE_RATE_HZ))) / SAMPLE_RATE_HZ
        if len(time) == 0:
            continue
        tune = note.hertz * (1 + draw.normal(0, 1e-3))
        attack = np.minimum(1, time / 0.005)
        for partial in range(1, PARTIALS + 1):
            hertz = tune * partial * (1 + STRINGS_STRETCH * partial**2)
            wave = np.sin(2 * np.pi * (hertz * time + draw.uniform()))
            if hertz < MOST_HZ:
                fade = np.exp(-time * partial**0.5 / note.decay)
                sound[first : first + len(time)] += note.loudness / partial * attack * fade * wave
    for _ in range(round(length_s * BURSTS_PER_S)):
        burst = draw.normal(0, 0.5, 1600) * np.exp(-np.arange(1600) / 400)
        first = int(draw.integers(0, max(1, len(sound) - len(burst))))
        sound[first : first + len(burst)] += burst[: len(sound) - first]
    if len(sound) == 0:
        return sound
    low = signal.butter(6, MOST_HZ, fs=SAMPLE_RATE_HZ, output="sos")
    return (0.1 * signal.sosfilt(low, sound)).astype(np.float32)


def music(length_s: float, seed: int) -> Samples:
    """Return a piece that is like no other."""
    return performed(composed(length_s, seed), length_s, seed)


def sounding_at(recording: Samples, times: NDArray[np.float64]) -> Samples:
    """Return what ``recording`` sounds like at each of ``times`` (s): the sum of its samples' sinc waves."""
    places = times * SAMPLE_RATE_HZ
    whole = np.floor(places).astype(np.int64)
    around = np.arange(1 - TAPS, TAPS + 1)
    padded = np.pad(recording, TAPS)
    result = np.empty(len(times), np.float32)
    for first in range(0, len(times), _BATCH):
        batch = slice(first, first + _BATCH)
        away = (places[batch] - whole[batch])[:, None] - around
        kernel = np.sinc(away) * np.cos(np.pi * away / (2 * TAPS + 2)) ** 2
        index = np.clip(whole[batch, None] + around + TAPS, 0, len(padded) - 1)
        result[batch] = np.einsum("ij,ij->i", padded[index], kernel)
    return result


def with_pitch_kept(sound: Samples, tempo: float) -> Samples:
    """Return ``sound`` in 1 / ``tempo`` of its time: cut to pieces, each laid where it goes on best."""
    piece, seek = 640, 120
    hop = piece // 2
    window = signal.get_window("hann", piece).astype(np.float32)
    padded = np.pad(sound, (seek, 2 * piece + 2 * seek))
    count = int(len(sound) / tempo / hop) - 1
    result = np.zeros((count + 1) * hop, np.float32)
    follows = padded[seek : seek + piece]
    for number in range(count):
        near = round(number * hop * tempo)
        alike = np.correlate(padded[near : near + 2 * seek + piece], follows, "valid")
        start = near + int(np.argmax(alike))
        result[number * hop : number * hop + piece] += padded[start : start + piece] * window
        follows = padded[start + hop : start + hop + piece]
    return result


def speech(length_s: float, seed: int) -> Samples:
    """Return what sounds like somebody talking: syllables of noise with formants, pauses between words."""
    draw = np.random.default_rng([3, seed])
    length = round(length_s * SAMPLE_RATE_HZ)
    sound = np.zeros(length, np.float32)
    first = 0
    while first < length:
        syllable = int(draw.uniform(0.1, 0.3) * SAMPLE_RATE_HZ)
        noise = draw.normal(0, 1, syllable)
        for hertz in (draw.uniform(300, 800), draw.uniform(900, 2300)):
            formant = signal.butter(
                2, [0.8 * hertz, 1.25 * hertz], "bandpass", fs=SAMPLE_RATE_HZ, output="sos"
            )
            voiced = signal.sosfilt(formant, noise) * np.hanning(syllable)
            sound[first : first + syllable] += voiced[: length - first]
        first += syllable + int(draw.choice([0.02, 0.05, 0.4]) * SAMPLE_RATE_HZ)
    return sound / np.float32(np.sqrt(np.mean(sound**2)))


def reverberant(sound: Samples, seed: int, amount: float = 0.5) -> Samples:
    """Return ``sound`` in a room whose echoes die away within a second."""
    draw = np.random.default_rng([4, seed])
    time = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    room = draw.normal(0, 1, len(time)) * np.exp(-6 * time)
    room[: SAMPLE_RATE_HZ // 100] = 0
    room *= amount / np.sqrt(np.sum(room**2))
    room[0] = 1
    return signal.fftconvolve(sound, room)[: len(sound)].astype(np.float32)


def rms(sound: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


class FilmSound:
    """A film's sound of ``length_s`` seconds: hiss, and what is laid over it (times in seconds)."""

    def __init__(self, length_s: float, hiss: float = HISS) -> None:
        draw = np.random.default_rng(5)
        self.samples: Samples = draw.normal(0, hiss, round(length_s * SAMPLE_RATE_HZ)).astype(np.float32)

    def lay(
        self, recording: Samples, film_in: float, film_out: float, music_in: float = 0.0, speed: float = 1.0
    ) -> Self:
        """Let ``recording`` sound from ``film_in`` to ``film_out``, along a straight line."""
        return self.lay_along(recording, film_in, film_out, lambda film: music_in + (film - film_in) * speed)

    def lay_along(
        self,
        recording: Samples,
        film_in: float,
        film_out: float,
        music_at: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    ) -> Self:
        """Let ``recording`` sound from ``film_in`` to ``film_out``, at ``music_at`` of each film time."""
        first, last = round(film_in * SAMPLE_RATE_HZ), round(film_out * SAMPLE_RATE_HZ)
        return self.mix(sounding_at(recording, music_at(np.arange(first, last) / SAMPLE_RATE_HZ)), film_in)

    def mix(self, sound: Samples, film_in: float) -> Self:
        """Let ``sound`` be heard from ``film_in`` on, as it is."""
        first = round(film_in * SAMPLE_RATE_HZ)
        self.samples[first : first + len(sound)] += sound[: len(self.samples) - first]
        return self

    def talk_over(self, film_in: float, film_out: float, louder_db: float, seed: int = 0) -> Self:
        """Let somebody talk, so much louder than what is heard already between these times."""
        under = self.samples[round(film_in * SAMPLE_RATE_HZ) : round(film_out * SAMPLE_RATE_HZ)]
        loud = np.float32(rms(under) * 10 ** (louder_db / 20))
        return self.mix(speech(film_out - film_in, seed) * loud, film_in)
