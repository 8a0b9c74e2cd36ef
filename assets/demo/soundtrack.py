"""The film's sound: the album's music, the noises of ten places and a few words, on one optical track.

Music lies where the plan's cues say, exactly: the resampler and the filter have no delay. Everything else is
put round it, each sound with a room of its own; at its loudest it may drown the music for a while.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import foley
import numpy as np
import plan
import soxr
from foley import RATE_HZ, Rng, Signal, decibels, faded
from mastering import ALBUM_RATE_HZ
from scipy.signal import fftconvolve
from voices import in_the_receiver, small_talk, spoken

FRAME = RATE_HZ // plan.FRAME_RATE
"""Samples under one frame of the film."""

LOW_HZ, HIGH_HZ = 100, 6000
"""What an optical track of the fifties carried."""
HISS_DB = -50.0
PEAK = 0.42
"""Film and album together, at full level, do not clip; the coder may add a little to this."""
MUSIC_FADE = 0.01
MUSIC_DB = -2.5

RIDES: Mapping[str, Sequence[tuple[int, float]]] = {
    "telephone": ((162, -1), (400, 0), (582, 0)),
    "motel": ((642, 0), (1050, 0), (1122, -3)),
    "motorway": ((1146, 0), (1426, 0)),
    "motorway-on": ((1426, 0), (1600, 0), (1640, 1), (1706, 1)),
    "street": ((1746, -2), (1800, 0), (2230, 0), (2274, -4)),
    "bar": ((2304, 0), (2584, 0), (2596, -5), (2640, -5), (2664, 0), (2808, 0)),
    "lift": ((2874, -2), (2940, 0), (3322, 0)),
    "watchman": ((3426, -1), (3874, 0)),
    "between": ((3954, 0), (4474, 0)),
    "current": ((4578, 0), (4780, 0), (4834, -3)),
    "darkroom": ((5010, 0), (5350, 0), (5366, -4), (5396, -4), (5410, -7), (5500, -7), (5530, 0), (5658, 0)),
}
"""How the mixer rides each cue: film frames and dB, straight lines between them."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a place answers to a sound: ``seconds`` until it has died away by 60 dB, and how bright it is.

    ``first_ms`` is when the nearest walls answer.
    """

    seconds: float
    bright_hz: float
    first_ms: tuple[float, ...]
    seed: int

    def answer(self) -> Signal:
        """Return the room's response without the direct sound; its energy is 1."""
        rng = np.random.default_rng(self.seed)
        t = foley.times(1.1 * self.seconds)
        tail = rng.standard_normal(len(t)) * 10 ** (-3 * t / self.seconds)
        tail *= np.clip((t - self.first_ms[0] / 1000) / (self.first_ms[-1] / 1000), 0, 1)
        # The far end of a reverberation is duller than its beginning.
        dull = foley.band(tail, 120, 0.45 * self.bright_hz)
        response = foley.band(tail, 120, self.bright_hz) * np.exp(-3 * t / self.seconds) + dull
        response /= np.sqrt((response**2).sum())
        early = np.zeros_like(t)
        for order, wall in enumerate(self.first_ms):
            early[round(wall * RATE_HZ / 1000)] += 0.5 * (-0.8) ** order
        response += foley.band(early, 120, self.bright_hz)
        return np.asarray(response / np.sqrt((response**2).sum()))


OFFICE = Room(0.5, 3200, (7, 11, 19), 1)
STREET = Room(1.3, 2600, (31, 47, 83, 121), 2)
BAR = Room(0.6, 3500, (9, 14, 23), 3)
CABIN = Room(0.16, 4200, (2.3, 3.1, 4.7), 4)
SHAFT = Room(1.9, 1700, (13, 29, 37), 5)
STAIRS = Room(2.6, 3000, (11, 23, 31, 52), 6)
TILES = Room(0.45, 4500, (4, 7, 9), 7)
MOTEL = Room(0.35, 3000, (5, 8, 13), 8)


@dataclass(slots=True)
class Desk:
    """The mixing desk: a direct track, and a track into each room."""

    direct: Signal = field(default_factory=lambda: np.zeros(plan.FILM_FRAMES * FRAME))
    sends: dict[Room, Signal] = field(default_factory=dict)

    def put(
        self, sound: Signal, frame: float, level_db: float, room: Room | None = None, wet_db: float = -8.0
    ) -> None:
        """Put ``sound`` at a film ``frame``; ``wet_db`` is its room's answer, against the sound itself."""
        gain, second = decibels(level_db), frame / plan.FRAME_RATE
        foley.put(self.direct, sound, second, gain)
        if room is not None:
            send = self.sends.setdefault(room, np.zeros_like(self.direct))
            foley.put(send, sound, second, gain * decibels(wet_db))

    def far(self, sound: Signal, frame: float, level_db: float, room: Room) -> None:
        """Put ``sound`` out of sight: its room is heard, and little else."""
        self.put(sound, frame, level_db - 12, room, wet_db=12)

    def mixed(self) -> Signal:
        mix = self.direct.copy()
        for room, send in self.sends.items():
            mix += fftconvolve(send, room.answer())[: len(mix)]
        return mix


def render_soundtrack(album: Mapping[tuple[int, int], Signal]) -> Signal:
    """Return the film's sound at ``RATE_HZ``.

    Args:
        album: by number and take, each track as it is on disk: (samples, 2) at ``ALBUM_RATE_HZ``.
    """
    desk = Desk()
    for number, play in enumerate(
        (
            _telephone,
            _motel,
            _motorway,
            _street,
            _bar,
            _lift,
            _watchman,
            _between,
            _current,
            _darkroom,
        )
    ):
        play(desk, np.random.default_rng(1957 + number), plan.SCENES[number])
    track = _limited(_music(album) + desk.mixed())
    track = foley.band(track, LOW_HZ, HIGH_HZ) + _optical(len(track))
    track *= min(1.0, PEAK / float(np.abs(track).max()))
    return faded(track, 0.5, 1.0)


def _music(album: Mapping[tuple[int, int], Signal]) -> Signal:
    music = np.zeros(plan.FILM_FRAMES * FRAME)
    for cue in plan.CUES:
        mono = album[cue.track, cue.take].mean(axis=1)
        part = np.asarray(soxr.resample(mono, ALBUM_RATE_HZ, RATE_HZ, quality="VHQ"), np.float64)
        part = part[cue.music_in * FRAME : cue.music_in * FRAME + (cue.film_out - cue.film_in) * FRAME]
        cut_dead = cue.film_out == plan.CURRENT_CUT
        part = faded(part, MUSIC_FADE, 0.002 if cut_dead else MUSIC_FADE)
        frames, levels_db = zip(*RIDES[cue.id], strict=True)
        ride = np.interp(cue.film_in + np.arange(len(part)) / FRAME, frames, levels_db)
        start = cue.film_in * FRAME
        music[start : start + len(part)] += part * 10 ** ((MUSIC_DB + ride) / 20)
    return music


def _limited(sound: Signal) -> Signal:
    """Return ``sound`` with its rare peaks bent down, as a light valve bends them; what is quieter stays."""
    knee = 0.75 * PEAK
    over = np.maximum(0, np.abs(sound) - knee)
    bent = knee + (PEAK - knee) * np.tanh(over / (PEAK - knee))
    return np.asarray(np.where(over > 0, np.sign(sound) * bent, sound))


def _optical(length: int) -> Signal:
    """Return what the track itself adds: hiss, and dust that crackles."""
    rng = np.random.default_rng(1893)
    seconds = length / RATE_HZ
    hiss = foley.noise(rng, seconds, 400, HIGH_HZ) * decibels(HISS_DB)
    dust = np.zeros(length)
    count = rng.poisson(5 * seconds)
    dust[rng.integers(0, length, count)] = rng.choice((-1, 1), count) * rng.lognormal(-2.6, 0.8, count)
    return hiss + foley.band(dust, 700, HIGH_HZ)


# -- the ten places

OVERLAP = 4
"""Frames by which the sound of a place reaches over a cut, so that it never falls into a hole."""


def _bed(
    desk: Desk,
    sound: Signal,
    first: float,
    level_db: float,
    fade: float = 2 * OVERLAP / plan.FRAME_RATE,
    fade_out: float | None = None,
) -> None:
    desk.put(faded(sound, fade, fade_out), first, level_db)


def _seconds(frames: float) -> float:
    return frames / plan.FRAME_RATE


def _steps(frames: Sequence[int], rng: Rng, uneven: float = 0.7) -> Iterator[float]:
    """Yield the frames at which feet come down: nobody walks like a clock."""
    for frame in frames:
        yield frame + rng.normal(0, uneven)


def _telephone(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    length = _seconds(scene.frames + 2 * OVERLAP)
    _bed(desk, foley.city(rng, length), scene.first - OVERLAP, -41, fade=1.0, fade_out=0.1)
    _bed(
        desk,
        foley.rain(rng, length, foley.GLASS, 50, 0.55),
        scene.first - OVERLAP,
        -42,
        fade=1.0,
        fade_out=0.1,
    )
    desk.far(foley.horn(rng, 0.5), 52, -37, STREET)
    desk.far(foley.horn(rng, 0.9), 70, -38, STREET)
    for beat in range(12, scene.stop, plan.FRAME_RATE):
        desk.put(foley.tick(rng), beat, -36 if beat // 24 % 2 else -38, OFFICE, -10)
    for first, stop in plan.RINGS:
        desk.put(foley.telephone(rng, _seconds(stop - first)), first, -15, OFFICE, -4)


def _motel(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    inside, comes, stands, leaves = 744, 606, 697, 1066
    outdoors = foley.rain(rng, _seconds(inside - scene.first + 2 * OVERLAP), foley.STONE, 400, 0.6)
    _bed(desk, outdoors, scene.first - OVERLAP, -36, fade_out=0.1)
    roof = foley.rain(rng, _seconds(scene.stop - inside + 2 * OVERLAP), foley.ROOF, 260, 0.5)
    _bed(desk, roof, inside - OVERLAP, -39, fade=0.1)
    _bed(desk, foley.neon(rng, _seconds(inside - scene.first)), scene.first, -42)
    _bed(desk, foley.neon(rng, _seconds(scene.stop - inside)), inside, -49)
    arriving = foley.band(foley.engine(rng, _seconds(stands + 8 - comes), idle=True), 100, 1200)
    _bed(desk, arriving, comes, -31, fade=2.5, fade_out=0.15)
    leaving = foley.band(foley.engine(rng, _seconds(scene.stop + 12 - leaves), idle=True), 100, 900)
    _bed(desk, leaving, leaves, -33, fade=0.1, fade_out=0.8)
    for frame, level_db in ((712, -16), (731, -18), (1052, -18)):
        desk.far(foley.car_door(rng), frame, level_db, STREET)
    for step in (*_steps(range(742, 804, 13), rng), *_steps(range(852, 886, 12), rng)):
        desk.far(foley.sole(rng, 1.0), step, -26, STREET)
    for frame in plan.SHUTTER:
        desk.put(foley.breath(rng, 0.7, inward=True), frame - 34, -33, MOTEL, -14)
        desk.put(foley.shutter(rng), frame, -12, MOTEL, -10)


def _motorway(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    length = _seconds(scene.frames + 2 * OVERLAP)
    _bed(desk, foley.engine(rng, length), scene.first - OVERLAP, -31.5, fade_out=2.5)
    _bed(desk, foley.rain(rng, length, foley.ROOF, 420, 0.35), scene.first - OVERLAP, -36)
    downbeat = next(cue.downbeat for cue in plan.CUES if cue.id == "motorway")
    early = (downbeat - scene.first) // plan.WIPER_STROKE
    strokes = range(downbeat - early * plan.WIPER_STROKE, scene.stop - plan.WIPER_STROKE, plan.WIPER_STROKE)
    for stroke, frame in enumerate(strokes):
        sound = foley.wiper(rng, _seconds(plan.WIPER_STROKE), back=stroke % 2 == 1)
        desk.put(sound, frame, -27 + rng.normal(0, 0.7), CABIN, -10)
    for frame, sharp in zip(plan.PASSING_CARS, (0.22, 0.3, 0.2, 0.45), strict=True):
        desk.put(foley.car_passing(rng, 4.0, sharp), frame - 48, -17)


def _street(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    length = _seconds(scene.frames + 2 * OVERLAP)
    _bed(desk, foley.rain(rng, length, foley.STONE, 700, 0.6), scene.first - OVERLAP, -38.5)
    _bed(desk, foley.rain(rng, length, foley.UMBRELLA, 160, 0.1), scene.first - OVERLAP, -41.5)
    _bed(desk, foley.trickle(rng, length), scene.first - OVERLAP, -46)
    _bed(desk, foley.neon(rng, 6.0), scene.first + 200, -44, fade=2.0)
    passing = foley.band(foley.car_passing(rng, 6.0, 0.6), 100, 2500)
    desk.put(passing, 2012 - 72, -19, STREET, -6)
    for step in _steps(plan.HER_STEPS, rng):
        desk.put(foley.heel(rng), step, -18 + rng.normal(0, 1), STREET, -11)
    for count, step in enumerate(_steps(plan.HIS_STEPS, rng)):
        nearer = 6 * count / len(plan.HIS_STEPS)
        desk.put(foley.sole(rng, 0.8), step, -29 + nearer + rng.normal(0, 0.8), STREET, -1)
    desk.far(foley.revolving_door(rng, 1.2), 2268, -24, STREET)
    # He stands at the corner of a bar, and the talk in there is heard before it is seen.
    talk = foley.band(small_talk(rng, 2.6), 120, 650)
    desk.put(faded(talk, 1.6, 0.2), scene.stop - 58, -36, BAR, -6)


def _bar(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    chairs, clock, coin, leaves = 2580, 2652, 2724, 2760
    length = _seconds(scene.frames + 2 * OVERLAP)
    talk = foley.band(small_talk(rng, length), 200, 3000)
    desk.put(faded(talk, 0.3), scene.first - OVERLAP, -36, BAR, -4)
    _bed(desk, foley.noise(rng, length, 120, 500), scene.first - OVERLAP, -48)
    for frame in np.sort(rng.uniform(scene.first + 20, chairs - 20, 9)):
        desk.put(foley.clink(rng), float(frame), rng.uniform(-32, -23), BAR, -6)
    desk.put(foley.chair(rng), chairs - 50, -27, BAR, -4)
    desk.put(foley.chair(rng), chairs + 40, -17, BAR, -6)
    desk.put(spoken("Last round, gentlemen.", "rms", 92, 1.05), plan.LAST_ROUND, -14, BAR, -5)
    for beat in range(clock, coin, plan.FRAME_RATE):
        desk.put(foley.tick(rng), beat, -27, BAR, -10)
    desk.put(foley.coin(rng), coin + 9, -17, BAR, -9)
    for count, step in enumerate(_steps(range(leaves - 8, leaves + 44, 14), rng)):
        desk.put(foley.sole(rng, 0.0), step, -21 - 1.5 * count, BAR, -4)
    desk.put(foley.hands(rng, 1.6, 4), scene.stop - 26, -24, BAR, -3)


def _lift(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    close, shut = plan.LIFT_DOORS
    cut = plan.CURRENT_CUT
    _bed(desk, foley.mains(rng, _seconds(cut - scene.first)), scene.first, -46, fade=0.1, fade_out=0.004)
    for step in (2834, 2845):
        desk.put(foley.heel(rng, 0.1), step, -21, STAIRS, -8)
    desk.put(foley.gate(rng, _seconds(shut - close)), close, -15, SHAFT, -7)
    desk.put(foley.relay(rng), shut + 5, -20, SHAFT, -8)
    running_down = 1.7
    motor = foley.lift_motor(rng, _seconds(cut - shut - 6) + running_down, start=1.4, stop=running_down)
    desk.put(faded(motor, 0.02, 0.1), shut + 6, -33, CABIN, -8)
    lift = next(cue for cue in plan.CUES if cue.id == "lift")
    for downbeat in range(lift.downbeat + 64, cut, plan.TRACKS[lift.track - 1].bar):
        desk.put(foley.floor_passes(rng), downbeat - 2, -23, SHAFT, -5)
    desk.put(foley.relay(rng), cut, -8, SHAFT, -3)
    desk.put(foley.floor_passes(rng), cut + 36, -13, SHAFT, -2)
    # Then the building is heard, which is nothing, and her breath in it.
    _bed(desk, foley.noise(rng, _seconds(scene.stop - cut), 110, 300), cut, -52, fade=1.0)
    creak = foley.struck(((212, 0.12, 1.0), (347, 0.09, 0.7), (521, 0.05, 0.4)), 0.8, rng)
    desk.far(creak, cut + 52, -32, SHAFT)
    desk.put(foley.breath(rng, 0.9, inward=True), cut + 58, -29, CABIN, -8)
    desk.far(creak[::-1], cut + 66, -38, SHAFT)


def _watchman(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    length = _seconds(scene.frames + 2 * OVERLAP)
    _bed(desk, foley.noise(rng, length, 110, 350), scene.first - OVERLAP, -51, fade=0.1, fade_out=0.3)
    _bed(desk, foley.rain(rng, length, foley.GLASS, 30, 0.7), scene.first - OVERLAP, -50, fade=0.3)
    nearest = (scene.first + scene.stop) / 2
    for step in _steps(plan.WATCHMAN_STEPS, rng, 1.0):
        away = 9 * abs(step - nearest) / nearest * (nearest / (scene.frames / 2))
        desk.put(foley.sole(rng, 0.0), step, -19 - away, STAIRS, -2)
        if rng.random() < 0.3:
            desk.put(foley.keys(rng), step + 4, -31 - away, STAIRS, -5)
    desk.put(foley.keys(rng), 3640, -22, STAIRS, -4)
    desk.put(foley.relay(rng), 3654, -27, STAIRS, -2)
    desk.put(spoken("Anybody there?", "awb", 98, 1.1), plan.ANYBODY_THERE, -20, STAIRS, 1)


def _between(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    length = _seconds(scene.frames + 2 * OVERLAP)
    _bed(desk, foley.noise(rng, length, 110, 260), scene.first - OVERLAP, -53, fade=0.3)
    desk.put(foley.match(rng), plan.MATCH_STRUCK - 6, -14, CABIN, -10)
    burning = _seconds(plan.MATCH_OUT - plan.MATCH_STRUCK) - 2
    _bed(desk, foley.noise(rng, burning, 900, 4000), plan.MATCH_STRUCK + 40, -55, fade=0.5, fade_out=0.02)
    for frame in range(plan.MATCH_STRUCK + 66, plan.MATCH_OUT - 60, 84):
        desk.put(foley.breath(rng, 1.2, inward=True), frame, -34, CABIN, -8)
        desk.put(foley.breath(rng, 1.5, inward=False), frame + 36, -36, CABIN, -8)
    creak = foley.struck(((183, 0.2, 1.0), (291, 0.15, 0.7), (467, 0.08, 0.5)), 1.2, rng)
    for frame in (4130, 4268, 4390):
        desk.far(creak, frame + rng.normal(0, 5), -36, SHAFT)
    desk.far(foley.drip(rng), 4212, -24, SHAFT)
    desk.far(foley.drip(rng), 4336, -26, SHAFT)
    desk.put(foley.blown_out(rng), plan.MATCH_OUT - 3, -22, CABIN, -10)
    for count in range(3):
        desk.put(foley.knock(rng), plan.WATCHMAN_HEARS + count * plan.KNOCKS, -14, SHAFT, -5)


def _current(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    back, arrives = plan.CURRENT_BACK, plan.LIFT_ARRIVES
    desk.put(spoken("Hold on, I've got it.", "awb", 100, 0.92), plan.HOLD_ON, -15, STAIRS, -2)
    for step in _steps(range(scene.first + 4, back - 12, 11), rng):
        desk.put(foley.sole(rng, 0.0), step, -20, STAIRS, -3)
    desk.put(foley.keys(rng), back - 36, -29, STAIRS, -4)
    desk.put(foley.relay(rng), 4562, -24, STAIRS, -6)
    desk.put(foley.relay(rng), back - 1, -9, STAIRS, -3)
    desk.put(foley.sparks(rng, 0.6), back, -17, STAIRS, -9)
    _bed(desk, foley.mains(rng, _seconds(scene.stop - back)), back, -46, fade=0.01, fade_out=0.1)
    slowing = 1.2
    motor = foley.lift_motor(rng, _seconds(arrives - back) + slowing / 2, start=1.3, stop=slowing)
    desk.put(faded(motor, 0.02, 0.05), back + 2, -33, CABIN, -8)
    current = next(cue for cue in plan.CUES if cue.id == "current")
    for downbeat in range(current.downbeat + 64, arrives - 8, plan.TRACKS[current.track - 1].bar):
        desk.put(foley.floor_passes(rng), downbeat - 2, -23, SHAFT, -5)
    desk.put(foley.relay(rng), arrives + 14, -22, SHAFT, -6)
    desk.put(foley.gate(rng, 0.8), arrives + 26, -17, SHAFT, -6)
    for step in _steps(range(arrives + 54, scene.stop, 13), rng):
        away = (step - arrives - 60) / 12
        desk.put(foley.heel(rng, 0.0), step, -20 - away, STAIRS, -5 + away / 3)


def _darkroom(desk: Desk, rng: Rng, scene: plan.Scene) -> None:
    dawn, last = 5496, scene.stop
    inside = dawn + OVERLAP
    _bed(desk, foley.mains(rng, _seconds(inside - scene.first)), scene.first, -47, fade_out=0.2)
    _bed(desk, foley.tray(rng, _seconds(5352 - 5020)), 5020, -40, fade=0.8, fade_out=0.5)
    for frame in range(scene.first + 8, inside, 31):
        desk.put(foley.drip(rng), frame + rng.normal(0, 2), -27 + rng.normal(0, 2), TILES, -4)
    for beat in range(scene.first, inside, plan.FRAME_RATE):
        desk.put(foley.tick(rng), beat, -41, TILES, -6)
    ring, lifted = plan.LAST_RING
    # The receiver cuts the bell off; only its room goes on.
    bell = foley.telephone(rng, _seconds(lifted - ring))[: (lifted - ring) * FRAME]
    desk.put(faded(bell, 0.0, 0.03), ring, -15, TILES, -5)
    desk.put(foley.receiver(rng), lifted, -17, TILES, -8)
    night_desk = in_the_receiver(spoken("Night desk.", "rms", 108), rng)
    desk.put(night_desk, plan.NIGHT_DESK, -18, TILES, -16)
    desk.put(foley.breath(rng, 0.5, inward=True), plan.I_HAVE_IT - 12, -31, TILES, -12)
    desk.put(spoken("I have it.", "slt", 168, 1.1), plan.I_HAVE_IT, -14, TILES, -11)
    desk.put(spoken("All three of them.", "slt", 160, 1.15), plan.I_HAVE_IT + 29, -14, TILES, -11)
    # Dawn: the rain is over.
    _bed(desk, foley.city(rng, _seconds(last - dawn + OVERLAP)), dawn - OVERLAP, -38, fade=0.6, fade_out=1.5)
    for frame, level_db in ((5530, -36), (5600, -33), (5646, -30), (5690, -32), (5712, -29)):
        desk.far(foley.bird(rng), frame, level_db + 2, STREET)
    desk.far(foley.horn(rng, 0.4), 5668, -38, STREET)
