"""The noises of the film: rain, steps, bells, motors, made of filtered noise and of struck bodies' modes.

Signals are float64 at ``RATE_HZ``. What strikes (a step, a clack) has its peak at 1; what goes on (rain, an
engine) has an RMS of 1; how loud they are in the film is the soundtrack's business. Randomness comes from the
generator that is handed in, so the same seed gives the same sound.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

RATE_HZ = 48_000

Signal = NDArray[np.float64]
Rng = np.random.Generator
Mode = tuple[float, float, float]
"""Frequency (Hz), the time (s) in which it fades to a third, and its share."""


# -- what everything is made of


def band(signal: Signal, low_hz: float, high_hz: float) -> Signal:
    """Return ``signal`` between two frequencies, without delay (zero phase), edges a quarter octave wide."""
    size = 1 << (len(signal) + RATE_HZ // 4).bit_length()
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / RATE_HZ), 1e-3))
    rise = np.clip((octaves - np.log2(low_hz)) * 4 + 0.5, 0, 1)
    fall = np.clip((np.log2(high_hz) - octaves) * 4 + 0.5, 0, 1)
    gain = np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2
    return np.fft.irfft(np.fft.rfft(signal, size) * gain, size)[: len(signal)]


def decibels(level_db: float) -> float:
    """Return the factor that changes a signal's level by ``level_db``."""
    return float(10 ** (level_db / 20))


def faded(signal: Signal, fade_in: float, fade_out: float | None = None) -> Signal:
    """Return ``signal`` with its ends faded over so many seconds."""
    fade_out = fade_in if fade_out is None else fade_out
    rise = np.arange(len(signal)) / max(1.0, fade_in * RATE_HZ)
    fall = np.arange(len(signal))[::-1] / max(1.0, fade_out * RATE_HZ)
    return signal * np.minimum(1, np.minimum(rise, fall))


def put(target: Signal, sound: Signal, second: float, gain: float = 1.0) -> None:
    """Add ``sound`` to ``target`` from ``second`` on; what would lie outside is dropped."""
    start = round(second * RATE_HZ)
    sound = sound[max(0, -start) : max(0, len(target) - start)]
    start = max(0, start)
    target[start : start + len(sound)] += gain * sound


def times(seconds: float) -> Signal:
    """Return the time (s) of each sample of ``seconds``."""
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def noise(rng: Rng, seconds: float, low_hz: float, high_hz: float) -> Signal:
    """Return even noise between two frequencies."""
    return _steady(band(rng.standard_normal(round(seconds * RATE_HZ)), low_hz, high_hz))


def drift(rng: Rng, seconds: float, per_second: float) -> Signal:
    """Return a slow wandering curve round 0, about -1 to 1, that turns ``per_second`` times."""
    corners = rng.uniform(-1, 1, round(seconds * per_second) + 3)
    places = np.arange(len(corners)) / per_second
    eased = np.interp(times(seconds), places, corners)
    size = max(1, round(RATE_HZ / per_second / 2))
    window = np.hanning(size + 2)[1:-1]
    padded = np.pad(eased, size, mode="edge")
    return fftconvolve(padded, window / window.sum(), mode="same")[size:-size]


def struck(modes: Sequence[Mode], seconds: float, rng: Rng, thump: float = 0.0) -> Signal:
    """Return a struck body: its ``modes`` ring, and ``thump`` is the share of the blow's own dull noise."""
    t = times(seconds)
    sound = np.zeros_like(t)
    for frequency, fading, share in modes:
        sound += share * np.exp(-t / fading) * np.sin(2 * np.pi * frequency * t + rng.uniform(0, 0.6))
    if thump:
        sound += thump * burst(rng, seconds, 80, 700, 0.0015, 0.018)
    return _peak(sound * np.minimum(1, t / 0.0004))


def burst(rng: Rng, seconds: float, low_hz: float, high_hz: float, attack: float, fading: float) -> Signal:
    """Return a burst of noise that rises over ``attack`` and fades to a third over ``fading`` seconds."""
    t = times(seconds)
    shape = np.minimum(1, t / attack) * np.exp(-np.maximum(0, t - attack) / fading)
    return _peak(band(rng.standard_normal(len(t)) * shape, low_hz, high_hz))


def _steady(sound: Signal) -> Signal:
    return sound / max(1e-9, float(np.sqrt(np.mean(sound**2))))


def _peak(sound: Signal) -> Signal:
    return sound / max(1e-9, float(np.abs(sound).max()))


# -- weather and city


ROOF: Sequence[Mode] = ((210, 0.012, 1.0), (340, 0.010, 0.8), (520, 0.006, 0.5))
STONE: Sequence[Mode] = ((1900, 0.002, 0.7), (3100, 0.0016, 1.0), (4600, 0.001, 0.8))
UMBRELLA: Sequence[Mode] = ((430, 0.006, 1.0), (760, 0.005, 0.8), (1250, 0.003, 0.6))
GLASS: Sequence[Mode] = ((1300, 0.003, 0.8), (2400, 0.002, 1.0), (3900, 0.001, 0.5))


def rain(rng: Rng, seconds: float, surface: Sequence[Mode], drops: float, distance: float = 0.5) -> Signal:
    """Return rain: ``drops`` a second on a near ``surface``, and the rest of it far off (its share 0..1)."""
    near = np.zeros(round(seconds * RATE_HZ))
    for frequency, fading, share in surface:
        count = rng.poisson(drops * seconds / len(surface))
        blows = np.zeros_like(near)
        places = rng.integers(0, len(near), count)
        np.add.at(blows, places, share * rng.lognormal(0, 0.9, count))
        t = times(8 * fading)
        near += fftconvolve(blows, np.exp(-t / fading) * np.sin(2 * np.pi * frequency * t))[: len(near)]
    far = noise(rng, seconds, 350, 5000) + 0.7 * noise(rng, seconds, 1500, 4000)
    gusts = 1 + 0.25 * drift(rng, seconds, 0.7)
    return _steady((1 - distance) * _steady(near) + distance * _steady(far) * gusts)


def trickle(rng: Rng, seconds: float) -> Signal:
    """Return a gutter: bubbles, each of which rises in pitch as it closes."""
    sound = np.zeros(round(seconds * RATE_HZ))
    for second in np.sort(rng.uniform(0, seconds, round(26 * seconds))):
        put(sound, _bubble(rng.uniform(500, 1500), rng.uniform(0.006, 0.02)), second, rng.lognormal(-1, 0.6))
    return _steady(sound)


def drip(rng: Rng) -> Signal:
    """Return a drop that falls into a tray or a puddle."""
    sound = np.zeros(round(0.25 * RATE_HZ))
    put(sound, burst(rng, 0.02, 2000, 5500, 0.0005, 0.002), 0.0, 0.25)
    put(sound, _bubble(rng.uniform(850, 1100), 0.03), 0.012)
    return _peak(sound)


def _bubble(frequency: float, fading: float) -> Signal:
    t = times(6 * fading)
    phase = 2 * np.pi * np.cumsum(frequency * (1 + 0.35 * t / t[-1])) / RATE_HZ
    return np.asarray(np.exp(-t / fading) * np.minimum(1, t / 0.002) * np.sin(phase))


def city(rng: Rng, seconds: float) -> Signal:
    """Return a city from high above: what is left of its traffic."""
    rumble = noise(rng, seconds, 90, 260) * (1 + 0.4 * drift(rng, seconds, 0.5))
    wash = noise(rng, seconds, 250, 900) * (1 + 0.7 * drift(rng, seconds, 0.35))
    return _steady(rumble + 0.45 * wash)


def horn(rng: Rng, seconds: float) -> Signal:
    """Return a car's horn, two notes a third apart, from far off."""
    t = times(seconds)
    sound = sum(np.sin(2 * np.pi * note * k * t) / k**1.3 for note in (349.0, 440.0) for k in (1, 2, 3))
    return faded(_peak(band(np.asarray(sound), 250, 1300) + 0.02 * rng.standard_normal(len(t))), 0.05, 0.12)


def bird(rng: Rng) -> Signal:
    """Return one call of a blackbird before sunrise: a few gliding whistles."""
    sound = np.zeros(round(1.6 * RATE_HZ))
    second = 0.0
    for _ in range(rng.integers(3, 6)):
        seconds = rng.uniform(0.09, 0.24)
        t = times(seconds)
        low, glide = rng.uniform(1700, 2600), rng.uniform(-500, 900)
        curve = low + glide * (t / seconds) ** rng.uniform(0.6, 2)
        note = np.sin(2 * np.pi * np.cumsum(curve) / RATE_HZ) * np.sin(np.pi * t / seconds) ** 0.7
        put(sound, note, second, rng.uniform(0.5, 1))
        second += seconds + rng.uniform(0.02, 0.12)
    return _peak(sound)


# -- machines


def mains(rng: Rng, seconds: float) -> Signal:
    """Return the hum of a transformer or a lamp: a hundred a second and what stands above it."""
    t = times(seconds)
    shares = ((100, 1.0), (200, 0.8), (300, 0.5), (400, 0.3), (600, 0.25), (900, 0.1))
    hum = sum(share * np.sin(2 * np.pi * pitch * t + rng.uniform(0, 6)) for pitch, share in shares)
    return _steady(np.asarray(hum))


def neon(rng: Rng, seconds: float) -> Signal:
    """Return a neon tube that buzzes, and now and then goes out for an instant."""
    t = times(seconds)
    buzz = np.abs(np.sin(2 * np.pi * 50 * t)) ** 12 * rng.uniform(0.8, 1.2, len(t))
    tube = band(buzz - buzz.mean(), 400, 5000)
    dark = np.ones_like(t)
    for second in rng.uniform(0, seconds, round(seconds * 0.6)):
        dark[round(second * RATE_HZ) : round((second + rng.uniform(0.03, 0.14)) * RATE_HZ)] = 0.05
    return _steady(tube * fftconvolve(dark, np.ones(200) / 200, mode="same"))


def telephone(rng: Rng, seconds: float) -> Signal:
    """Return a desk telephone's bell: a clapper between two gongs; both ring on after the last blow."""
    sound = np.zeros(round((seconds + 1.2) * RATE_HZ))
    gongs = [
        struck([(f * part, fade, share) for part, fade, share in _GONG], 0.9, rng) for f in (1020.0, 1270.0)
    ]
    clapper = burst(rng, 0.012, 1500, 5500, 0.0005, 0.002)
    for blow in range(int(seconds * 44)):
        second = blow / 44 + rng.normal(0, 0.0008)
        put(sound, gongs[blow % 2], max(0.0, second), rng.uniform(0.85, 1.0))
        put(sound, clapper, max(0.0, second), 0.3)
    return _peak(sound)


_GONG = ((1.0, 0.28, 0.7), (2.13, 0.22, 1.0), (2.16, 0.2, 0.5), (3.42, 0.12, 0.6), (4.7, 0.07, 0.3))


def engine(rng: Rng, seconds: float, idle: bool = False) -> Signal:
    """Return a car's engine from inside, and the road under it; ``idle`` from outside, standing."""
    t = times(seconds)
    firing = 27.0 if idle else 74.0
    pitch = firing * (1 + (0.02 if idle else 0.015) * drift(rng, seconds, 1.2))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    sound = np.zeros_like(t)
    for half in range(1, 24):
        order = half / 2
        share = (1.0 if half % 2 == 0 else 0.45) / (1 + order / 2.5)
        sound += share * np.sin(order * phase + rng.uniform(0, 6)) * (1 + 0.3 * drift(rng, seconds, 9))
    road = noise(rng, seconds, 110, 420) * (1 + 0.35 * drift(rng, seconds, 2.5))
    return _steady(_steady(sound) + (0.15 if idle else 0.9) * road)


def wiper(rng: Rng, seconds: float, back: bool) -> Signal:
    """Return one stroke of a wiper: rubber on wet glass, and the knock where it turns."""
    t = times(seconds)
    swing = np.sin(np.pi * np.clip(t / t[-1] / 0.86, 0, 1)) ** 0.8
    rubber = noise(rng, seconds, 500, 2600 if back else 1900) * swing
    squeak = np.sin(2 * np.pi * np.cumsum((620 if back else 540) + 160 * swing) / RATE_HZ) * swing**6
    sound = _peak(rubber) * 0.7 + 0.12 * squeak
    knock = struck(((150, 0.02, 1.0), (420, 0.008, 0.5)), 0.12, rng, thump=0.6)
    put(sound, knock, 0.86 * seconds, 0.8)
    return _peak(sound)


def car_passing(rng: Rng, seconds: float, sharp: float) -> Signal:
    """Return a car that passes in the rain, nearest at half the time; ``sharp`` s is how long it is near."""
    t = times(seconds) - seconds / 2
    near = 1 / (1 + (t / sharp) ** 2)
    spray = noise(rng, seconds, 300, 1400) * near + noise(rng, seconds, 1400, 5500) * near**2
    falling = 95 * (1 - 0.09 * np.tanh(t / sharp))
    tone = np.sin(2 * np.pi * np.cumsum(falling * 2) / RATE_HZ) + 0.5 * np.sin(
        2 * np.pi * np.cumsum(falling * 3) / RATE_HZ
    )
    return faded(_peak(spray + 0.8 * tone * near), 0.2)


def lift_motor(rng: Rng, seconds: float, start: float = 0.0, stop: float = 0.0) -> Signal:
    """Return the lift's motor and its cables, heard in the cabin.

    It takes ``start`` seconds to get to speed, and in the last ``stop`` seconds it runs down to nothing.
    """
    t = times(seconds)
    speed = np.ones_like(t)
    if start:
        speed = np.minimum(speed, 1 - (1 - np.clip(t / start, 0, 1)) ** 2)
    if stop:
        speed = np.minimum(speed, np.clip((seconds - t) / stop, 0, 1) ** 1.3)
    turn = 2 * np.pi * np.cumsum(speed * (1 + 0.004 * drift(rng, seconds, 3))) / RATE_HZ
    shares = ((49.0, 0.6), (98.0, 1.0), (147.0, 0.5), (294.0, 0.35), (418.0, 0.22), (627.0, 0.12))
    whine = sum(share * np.sin(pitch * turn) for pitch, share in shares)
    rattle = band(rng.standard_normal(len(t)), 600, 2600) * (0.5 + 0.5 * np.sin(7.3 * turn)) ** 8
    rollers = band(rng.standard_normal(len(t)), 110, 500)
    sound = np.asarray(whine) + 0.22 * rattle / rattle.std() + 0.6 * rollers / rollers.std()
    return _steady(sound * speed**0.7)


def relay(rng: Rng) -> Signal:
    """Return a contactor that falls: iron on iron, and a box of tin around it."""
    sound = struck(((180, 0.05, 0.8), (460, 0.03, 1.0), (1130, 0.015, 0.7), (2350, 0.01, 0.4)), 0.4, rng, 1.0)
    again = struck(((240, 0.03, 1.0), (900, 0.012, 0.6)), 0.2, rng, 0.5)
    put(sound, again, 0.055, 0.35)
    return _peak(sound)


def gate(rng: Rng, seconds: float) -> Signal:
    """Return a lift's folding gate: its bars rattle past each other, then it hits the post."""
    sound = np.zeros(round((seconds + 0.9) * RATE_HZ))
    second = 0.0
    while second < seconds:
        pitch = rng.uniform(900, 1900)
        put(
            sound,
            struck(((pitch, 0.012, 1.0), (2.3 * pitch, 0.008, 0.7)), 0.1, rng),
            second,
            rng.uniform(0.1, 0.4),
        )
        second += rng.uniform(0.012, 0.05)
    put(sound, faded(noise(rng, seconds, 200, 900), 0.15), 0.0, 0.06)
    hit = ((140, 0.08, 1.0), (390, 0.06, 0.9), (830, 0.09, 0.6), (1670, 0.12, 0.4), (2900, 0.08, 0.25))
    put(sound, struck(hit, 0.9, rng, thump=0.8), seconds)
    return _peak(sound)


def floor_passes(rng: Rng) -> Signal:
    """Return the soft double knock of the cabin's guide shoes at a floor."""
    sound = np.zeros(round(0.35 * RATE_HZ))
    for second, gain in ((0.0, 1.0), (0.11, 0.6)):
        put(sound, struck(((115, 0.03, 1.0), (270, 0.02, 0.6)), 0.2, rng, thump=0.7), second, gain)
    return _peak(sound)


def shutter(rng: Rng) -> Signal:
    """Return a press camera's shutter at a thirtieth of a second, and the film wound on after it."""
    sound = np.zeros(round(1.2 * RATE_HZ))
    for second, gain in ((0.0, 1.0), (0.034, 0.75)):
        blades = ((2600, 0.006, 1.0), (1450, 0.008, 0.8), (3900, 0.004, 0.6))
        put(sound, struck(blades, 0.08, rng, thump=0.6), second, gain)
    for tooth in range(13):
        ratchet = struck(((3100, 0.003, 1.0), (1800, 0.004, 0.8)), 0.03, rng)
        put(sound, ratchet, 0.45 + 0.042 * tooth + rng.normal(0, 0.003), rng.uniform(0.12, 0.22))
    return _peak(sound)


def receiver(rng: Rng) -> Signal:
    """Return a receiver taken off its cradle: plastic, the hook's spring, the bell's last trace."""
    sound = struck(((640, 0.012, 1.0), (1240, 0.009, 0.7)), 0.5, rng, thump=0.6)
    put(sound, struck(((2170, 0.12, 1.0), (1020, 0.15, 0.6)), 0.4, rng), 0.03, 0.12)
    put(sound, struck(((820, 0.01, 1.0),), 0.1, rng, thump=0.5), 0.16, 0.4)
    return _peak(sound)


def car_door(rng: Rng) -> Signal:
    """Return the heavy door of a car."""
    sound = struck(((105, 0.06, 1.0), (190, 0.04, 0.8), (330, 0.03, 0.4)), 0.5, rng, thump=1.0)
    put(sound, struck(((1500, 0.01, 1.0), (950, 0.015, 0.8)), 0.1, rng), 0.02, 0.25)
    return _peak(sound)


# -- people


def heel(rng: Rng, wet: float = 0.5) -> Signal:
    """Return a woman's heel on stone, with ``wet`` (0..1) of the water that lies on it."""
    pitch = rng.uniform(0.93, 1.07)
    tap = ((1450 * pitch, 0.006, 1.0), (2500 * pitch, 0.004, 0.7), (620 * pitch, 0.01, 0.6))
    sound = struck(tap, 0.3, rng, thump=0.4)
    put(sound, burst(rng, 0.15, 1500, 5500, 0.006, 0.03), 0.004, 0.45 * wet)
    put(sound, burst(rng, 0.1, 500, 2500, 0.004, 0.015), 0.075 + rng.normal(0, 0.006), 0.22)
    return _peak(sound)


def sole(rng: Rng, wet: float = 0.5) -> Signal:
    """Return a man's shoe: the heel, then the sole."""
    pitch = rng.uniform(0.92, 1.08)
    sound = struck(((330 * pitch, 0.012, 1.0), (880 * pitch, 0.007, 0.6)), 0.4, rng, thump=0.9)
    put(sound, burst(rng, 0.16, 350, 2200, 0.008, 0.03), 0.10 + rng.normal(0, 0.01), 0.35)
    put(sound, burst(rng, 0.2, 1500, 5000, 0.01, 0.04), 0.01, 0.3 * wet)
    return _peak(sound)


def keys(rng: Rng) -> Signal:
    """Return a bunch of keys that swings once."""
    sound = np.zeros(round(0.7 * RATE_HZ))
    for second in np.sort(rng.exponential(0.09, 9)):
        pitch = rng.uniform(2300, 4300)
        modes = ((pitch, 0.05, 1.0), (1.43 * pitch, 0.035, 0.7), (0.61 * pitch, 0.02, 0.3))
        put(sound, struck(modes, 0.3, rng), second, rng.uniform(0.2, 1))
    return _peak(sound)


def knock(rng: Rng) -> Signal:
    """Return a knuckle on the cabin's wall: a tin panel, and the shaft behind it."""
    panel = ((128, 0.06, 1.0), (243, 0.05, 0.8), (411, 0.03, 0.5), (735, 0.018, 0.35))
    return struck(panel, 0.5, rng, thump=0.9)


def match(rng: Rng) -> Signal:
    """Return a match drawn over its box, its flare, and a little of its burning."""
    sound = np.zeros(round(2.6 * RATE_HZ))
    drawn = noise(rng, 0.26, 1600, 5500) * np.abs(noise(rng, 0.26, 60, 400))
    put(sound, _peak(faded(drawn, 0.05, 0.02)), 0.0, 0.5)
    t = times(2.2)
    flare = (
        noise(rng, 2.2, 700, 5500) * np.minimum(1, t / 0.05) * (np.exp(-t / 0.22) + 0.05 * np.exp(-t / 1.1))
    )
    put(sound, flare / np.abs(flare).max(), 0.24)
    for second in rng.uniform(0.5, 2.4, 14):
        put(sound, burst(rng, 0.02, 1500, 5500, 0.0005, 0.002), second, rng.uniform(0.02, 0.09))
    return _peak(sound)


def breath(rng: Rng, seconds: float, inward: bool) -> Signal:
    """Return a breath, drawn in through the nose or let out through the mouth."""
    t = times(seconds) / seconds
    shape = np.sin(np.pi * t ** (0.8 if inward else 0.5)) ** 1.5
    low, high = (900, 4500) if inward else (350, 2200)
    return _peak((noise(rng, seconds, low, high) + 0.6 * noise(rng, seconds, low * 1.6, low * 2.1)) * shape)


def blown_out(rng: Rng) -> Signal:
    """Return the short breath that puts out a match."""
    return burst(rng, 0.5, 250, 3000, 0.04, 0.09)


def clink(rng: Rng) -> Signal:
    """Return a glass set down beside another."""
    pitch = rng.uniform(0.85, 1.25)
    shares = ((1.0, 0.11, 0.8), (1.83, 0.08, 1.0), (2.61, 0.05, 0.5))
    return struck([(1750 * pitch * part, fading, share) for part, fading, share in shares], 0.5, rng)


def chair(rng: Rng) -> Signal:
    """Return a wooden chair that is put upside down on a table."""
    sound = np.zeros(round(0.6 * RATE_HZ))
    for second, gain in ((0.0, 1.0), (0.07, 0.5), (0.16, 0.25)):
        pitch = rng.uniform(0.9, 1.1)
        wood = ((190 * pitch, 0.03, 1.0), (430 * pitch, 0.02, 0.8), (980 * pitch, 0.01, 0.5))
        put(sound, struck(wood, 0.3, rng, thump=0.7), second, gain)
    return _peak(sound)


def coin(rng: Rng) -> Signal:
    """Return a coin put on a counter of zinc: it dances a little before it lies."""
    sound = np.zeros(round(0.7 * RATE_HZ))
    second, apart = 0.0, 0.09
    while apart > 0.008:
        metal = ((2950, 0.05, 0.7), (4300, 0.07, 1.0), (5600, 0.04, 0.6))
        put(sound, struck(metal, 0.3, rng), second, (apart / 0.09) ** 0.5 * rng.uniform(0.7, 1))
        second, apart = second + apart, 0.78 * apart
    return _peak(sound)


def revolving_door(rng: Rng, seconds: float) -> Signal:
    """Return a revolving door: its brushes along the drum, and its wings that slow down."""
    t = times(seconds)
    wings = 0.35 + np.abs(np.sin(2 * np.pi * 2.2 * (t - 0.3 * t**2 / seconds))) ** 2
    return _peak(noise(rng, seconds, 180, 1500) * wings * np.sin(np.pi * t / seconds) ** 0.6)


def sparks(rng: Rng, seconds: float) -> Signal:
    """Return an electric arc: it spits, less and less."""
    sound = np.zeros(round(seconds * RATE_HZ))
    for second in rng.exponential(seconds / 4, 40):
        put(sound, burst(rng, 0.02, 900, 6000, 0.0003, 0.0025), second, rng.lognormal(-1, 0.7))
    return _peak(faded(sound, 0.0, 0.4 * seconds))


def hands(rng: Rng, seconds: float, people: int) -> Signal:
    """Return a few people who clap, each at a pace of their own, and stop one by one."""
    sound = np.zeros(round((seconds + 0.3) * RATE_HZ))
    for _ in range(people):
        low, pace = rng.uniform(500, 900), rng.uniform(0.21, 0.3)
        second, until = rng.uniform(0, 0.35), rng.uniform(0.6, 1.0) * seconds
        while second < until:
            clap = burst(rng, 0.08, low, 4 * low, 0.0015, 0.012)
            put(sound, clap, second, rng.uniform(0.5, 1) * min(1.0, 2 * (until - second)))
            second += pace * rng.normal(1, 0.04)
    return _peak(sound)


def tray(rng: Rng, seconds: float) -> Signal:
    """Return a tray of developer that is tilted to and fro, a second and a half each way."""
    t = times(seconds)
    lapping = np.abs(np.sin(np.pi * t / 1.5)) ** 3 * (1 + 0.3 * drift(rng, seconds, 2))
    return _steady(noise(rng, seconds, 250, 1300) * lapping + 0.5 * trickle(rng, seconds) * lapping**2)


def tick(rng: Rng) -> Signal:
    """Return one tick of a clock."""
    return struck(((2750, 0.004, 1.0), (1340, 0.006, 0.6), (4200, 0.002, 0.5)), 0.06, rng, thump=0.1)
