"""The demo's sound: instruments built from sines and noise, the album tracks, and the film's soundtrack.

Signals are float64 in -1..1; a track is (samples, 2) at ``ALBUM_RATE_HZ``, the soundtrack (samples,) at
``FILM_RATE_HZ``. Noise comes from a fixed seed, so a second run gives the same samples.
"""

import zlib
from collections.abc import Callable

import numpy as np
import soxr
from numpy.typing import NDArray
from score import FILM_FRAMES, FRAME_RATE, SCENES, Note, Scene, Track, Voice, scene_notes

ALBUM_RATE_HZ = 44_100
FILM_RATE_HZ = 48_000
PEAK = 0.42
"""Of each album track and of the soundtrack: both together, at full level, still do not clip."""

Signal = NDArray[np.float64]


def render_track(tune: Track) -> Signal:
    """Return ``tune`` as (samples, 2), from its first sample to its last."""
    mix: Signal = np.zeros((tune.duration * ALBUM_RATE_HZ, 2))
    dry = np.zeros(len(mix))
    rng = np.random.default_rng(zlib.crc32(tune.title.encode()))
    for note in tune.notes():
        play, gain, pan = _INSTRUMENTS[note.voice]
        sound = gain * play(note, rng)
        start = round(note.start * ALBUM_RATE_HZ)
        sound = sound[: len(mix) - start]
        mix[start : start + len(sound)] += sound[:, None] * (1 - pan, 1 + pan)
        if note.voice not in (Voice.BASS, Voice.BRUSH):
            dry[start : start + len(sound)] += sound
    mix += _room(dry, rng)
    mix = np.tanh(1.6 * mix / np.abs(mix).max())  # tape: the plucks give way a little, the rest comes forward
    ending = np.minimum(1.0, np.arange(len(mix))[::-1] / (1.5 * ALBUM_RATE_HZ))
    mix *= (ending**2)[:, None]
    loudest = float(np.abs(mix).max())
    return mix * (PEAK / loudest)


def render_soundtrack(album: dict[int, Signal]) -> Signal:
    """Return the film's sound: the cues' music as an old optical track has it, and quiet noises of the place.

    The music sample that belongs to a film time by the cue map lies exactly there: the resampler and the
    filter are free of delay.
    """
    music = np.zeros(FILM_FRAMES * FILM_RATE_HZ // FRAME_RATE)
    place = np.zeros_like(music)
    rng = np.random.default_rng(1957)
    for scene in SCENES:
        start, stop = (int(time * FILM_RATE_HZ) for time in (scene.film_in, scene.film_out))
        length = stop - start
        place[start:stop] += _edges(length, 0.02) * _place_sound(scene, length, rng)
        if scene.track is not None:
            part = album[scene.track][scene.music_in * ALBUM_RATE_HZ :].mean(axis=1)
            part = soxr.resample(part, ALBUM_RATE_HZ, FILM_RATE_HZ, quality="VHQ")[:length]
            music[start : start + len(part)] += _edges(len(part), 0.01) * part
    mono = band(0.8 * music + place, 100, 6000, FILM_RATE_HZ)
    mono[-FILM_RATE_HZ:] *= np.linspace(1, 0, FILM_RATE_HZ)
    loudest = float(np.abs(mono).max())
    return mono * min(1.0, PEAK / loudest)


def band(signal: Signal, low_hz: float, high_hz: float, rate_hz: int) -> Signal:
    """Return ``signal`` between two frequencies, without delay (zero phase), edges a quarter octave wide."""
    size = 1 << (len(signal) + rate_hz).bit_length()
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / rate_hz), 1e-3))
    rise = np.clip((octaves - np.log2(low_hz)) * 4 + 0.5, 0, 1)
    fall = np.clip((np.log2(high_hz) - octaves) * 4 + 0.5, 0, 1)
    gain = np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2
    return np.fft.irfft(np.fft.rfft(signal, size) * gain, size)[: len(signal)]


def _edges(length: int, seconds: float) -> Signal:
    """Return a gain that fades in and out over ``seconds``, so that nothing clicks (at the film's rate)."""
    inward = np.minimum(np.arange(length), np.arange(length)[::-1]) / (seconds * FILM_RATE_HZ)
    return np.minimum(1.0, inward)


# Instruments: each returns one note at the album's rate.


def _seconds(length: float) -> Signal:
    return np.arange(round(length * ALBUM_RATE_HZ)) / ALBUM_RATE_HZ


def _frequency(pitch: int) -> float:
    return float(440 * 2 ** ((pitch - 69) / 12))


def _bass(note: Note, rng: np.random.Generator) -> Signal:
    """A plucked string: the upper partials die first; the finger damps it when the note is over."""
    t = _seconds(float(note.length) + 0.25)
    frequency = _frequency(note.pitches[0])
    partials = range(1, 11)
    sound = sum(
        np.sin(np.pi * k * 0.19) / k * np.exp(-t * (0.9 + 0.55 * k)) * np.sin(2 * np.pi * k * frequency * t)
        for k in partials
    )
    thump = 0.25 * np.exp(-t * 45) * np.sin(2 * np.pi * 92 * t)
    damped = np.clip((t[-1] - t) / 0.2, 0, 1)
    return np.asarray((sound + thump) * np.minimum(1, t / 0.004) * damped)


def _lead(note: Note, rng: np.random.Generator) -> Signal:
    """A trumpet with a mute: a buzz with its energy around 1.4 kHz, scooped into, vibrato that comes late."""
    length = float(note.length)
    t = _seconds(length + 0.15)
    frequency = _frequency(note.pitches[0])
    scoop = -0.022 * np.exp(-t / 0.045)
    vibrato = 0.0055 * np.clip((t - 0.3) / 0.5, 0, 1) * np.sin(2 * np.pi * 5.1 * t)
    phase = 2 * np.pi * np.cumsum(frequency * (1 + scoop + vibrato)) / ALBUM_RATE_HZ
    loudness = (
        np.minimum(1, t / 0.06) * (0.7 + 0.3 * np.exp(-t / 0.5)) * np.clip((length + 0.12 - t) / 0.14, 0, 1)
    )
    sound = np.zeros_like(t)
    for k in range(1, int(4500 / frequency) + 1):
        mute = (
            0.12
            + np.exp(-(((k * frequency - 1400) / 750) ** 2))
            + 0.5 * np.exp(-(((k * frequency) / 500) ** 2))
        )
        sound += mute / k**0.55 * loudness ** (1 + 0.12 * k) * np.sin(k * phase)
    breath = band(rng.standard_normal(len(t)), 900, 3500, ALBUM_RATE_HZ) * 0.02
    return sound + breath * loudness


def _vibes(note: Note, rng: np.random.Generator) -> Signal:
    """Bars with a motor: the octave-of-octaves partial rings briefly over the note."""
    t = _seconds(float(note.length) + 1.2)
    tremolo = 1 - 0.22 * (1 + np.sin(2 * np.pi * 4.2 * t)) / 2
    sound = np.zeros_like(t)
    for index, pitch in enumerate(note.pitches):
        frequency = _frequency(pitch)
        late = np.maximum(0, t - 0.012 * index)
        sound += np.sin(2 * np.pi * frequency * late) * np.exp(-t * 1.6)
        sound += 0.22 * np.sin(2 * np.pi * 3.98 * frequency * late) * np.exp(-t * 9)
    return np.asarray(sound * tremolo * np.minimum(1, t / 0.003) * np.clip((t[-1] - t) / 0.3, 0, 1))


def _bell(note: Note, rng: np.random.Generator) -> Signal:
    """A telephone's gong, small and damped."""
    t = _seconds(0.45)
    frequency = _frequency(note.pitches[0])
    partials = ((1, 1.0, 9), (2.0, 0.35, 14), (2.76, 0.25, 20), (5.4, 0.06, 40))
    sound = sum(
        gain * np.exp(-t * decay) * np.sin(2 * np.pi * ratio * frequency * t)
        for ratio, gain, decay in partials
    )
    return np.asarray(sound * np.minimum(1, t / 0.002) * np.clip((t[-1] - t) / 0.1, 0, 1))


def _brush(note: Note, rng: np.random.Generator) -> Signal:
    """A wire brush swept over the drum head."""
    length = min(float(note.length), 0.5)
    t = _seconds(length)
    sweep = (t / length) ** 0.4 * (1 - t / length) ** 1.5
    return band(rng.standard_normal(len(t)), 1500, 5500, ALBUM_RATE_HZ) * sweep


def _hat(note: Note, rng: np.random.Generator) -> Signal:
    t = _seconds(0.16)
    return (
        band(rng.standard_normal(len(t)), 3500, 9000, ALBUM_RATE_HZ)
        * np.exp(-t * 38)
        * np.minimum(1, t / 0.001)
    )


_INSTRUMENTS: dict[Voice, tuple[Callable[[Note, np.random.Generator], Signal], float, float]] = {
    # what plays it, how loud, how far to the right (-1..1): a narrow stage keeps the files small
    Voice.LEAD: (_lead, 0.20, 0.08),
    Voice.VIBES: (_vibes, 0.13, -0.12),
    Voice.BELL: (_bell, 0.24, 0.10),
    Voice.BASS: (_bass, 0.62, 0.0),
    Voice.BRUSH: (_brush, 0.10, 0.0),
    Voice.HAT: (_hat, 0.16, 0.0),
}


def _room(dry: Signal, rng: np.random.Generator) -> Signal:
    """Return the sound of a stone staircase around ``dry``, as (samples, 2)."""
    t = _seconds(1.6)
    size = 1 << (len(dry) + len(t)).bit_length()
    spectrum = np.fft.rfft(dry, size)
    common = rng.standard_normal(len(t))
    sides = []
    for _ in range(2):
        echoes = band(0.9 * common + 0.45 * rng.standard_normal(len(t)), 200, 3500, ALBUM_RATE_HZ)
        echoes *= np.exp(-t * 3.8) * np.minimum(1, t / 0.02)
        echoes /= np.sqrt((echoes**2).sum())
        sides.append(np.fft.irfft(spectrum * np.fft.rfft(echoes, size), size)[: len(dry)])
    return 0.22 * np.stack(sides, axis=1)


# The film's own noises.


def _place_sound(scene: Scene, length: int, rng: np.random.Generator) -> Signal:
    """Return what the place of ``scene`` sounds like, quieter than its music."""
    t = np.arange(length) / FILM_RATE_HZ
    rain = band(rng.standard_normal(length), 500, 5000, FILM_RATE_HZ)
    match scene.id:
        case "lift":
            hum = (
                np.sin(2 * np.pi * 104 * t)
                + 0.6 * np.sin(2 * np.pi * 156 * t + 1)
                + 0.3 * np.sin(2 * np.pi * 312 * t)
            )
            return np.asarray(0.007 * hum * (1 + 0.3 * np.sin(2 * np.pi * 0.6 * t)) + 0.001 * rain)
        case "lamps":
            sound = 0.0025 * rain
            for note in scene_notes(scene):
                if note.voice is Voice.BASS and note.start >= 0:
                    heel = _strike(rng, 0.09, 55) * 0.05
                    _add(sound, heel, float(note.start))
            return sound
        case "stuck":
            sound = 0.0012 * rain
            for second in relay_times():
                _add(sound, _strike(rng, 0.05, 160) * 0.30, second)
            hiss = _match_hiss(rng)
            _add(sound, hiss, MATCH_SECOND)
            return sound
        case "telephone" | "windows":
            return 0.002 * rain
        case "end":
            return 0.001 * rain
        case "titles":
            return 0.014 * rain
        case _:
            return 0.007 * rain


MATCH_SECOND = 5.0
"""When the match is struck, in seconds of the scene without music."""


def relay_times() -> tuple[float, ...]:
    """Return when the relays click, in seconds of the scene without music."""
    return (0.5, 1.0, 1.125, 2.0, 3.0, 3.125, 3.25, 8.5, 9.0, 9.125, 10.0, 10.5, 11.0)


def _strike(rng: np.random.Generator, length: float, decay: float) -> Signal:
    t = np.arange(round(length * FILM_RATE_HZ)) / FILM_RATE_HZ
    return (
        band(rng.standard_normal(len(t)), 300, 3000, FILM_RATE_HZ)
        * np.exp(-t * decay)
        * np.minimum(1, t / 0.001)
    )


def _match_hiss(rng: np.random.Generator) -> Signal:
    t = np.arange(round(1.6 * FILM_RATE_HZ)) / FILM_RATE_HZ
    noise = band(rng.standard_normal(len(t)), 1500, 5500, FILM_RATE_HZ)
    return 0.10 * noise * np.minimum(1, t / 0.01) * np.exp(-t * 4)


def _add(target: Signal, sound: Signal, second: float) -> None:
    start = round(second * FILM_RATE_HZ)
    sound = sound[: len(target) - start]
    target[start : start + len(sound)] += sound
