"""What is heard at an instant: the film's sound and the album's, both read at the same film frame.

There is one timeline. For a due time, the passage on air says which frame of its deck is due, the deck's lock
says which film frame that is, and the album's frame follows from the map: the two cannot drift apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from gallows_sync.core.media_files import Recording
from gallows_sync.playback.balance import gains
from gallows_sync.playback.conform import ConformedCue
from gallows_sync.playback.deck_sound import DeckSound
from gallows_sync.playback.null_listen import MusicInFilm
from gallows_sync.playback.ports import FloatArray, Int16Array, Levels

FADE_S = 0.005
"""Fade of a passage in and out, and of every change of level."""

RESYNC_US = 20_000
"""The output's clock may stray this far before the timeline jumps after it."""

STEER_S = 5.0
"""A difference between the output's clock and the film's is made up for over about so many seconds."""

STEER_FRAMES = 2000
"""But by one frame in so many at most, 500 parts in a million: under a hundredth of a semitone."""

LIMITER_RELEASE_S = 0.3


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of one deck on air: heard from ``begin_us`` until ``end_us`` (None: until further notice)."""

    sound: DeckSound
    begin_us: float
    end_us: float | None = None
    level: float = 0.0
    album_level: float = 0.0
    heard_us: float | None = None
    """When its first frame was heard."""
    music: tuple[ConformedCue, ...] | None = None
    """What of the album is heard with it, instead of what lies under the film."""
    album_shift: int = 0
    """Frames by which the album is ahead of its place under the film."""
    next_frame: int | None = field(default=None, repr=False)

    @property
    def over(self) -> bool:
        return self.end_us is not None and self.level == 0.0 and self.next_frame is not None


class Mixer:
    """Fills the output's blocks. ``fill`` runs on the output's thread; all else may be called from any.

    ``passages`` and ``cues`` are replaced as a whole, never changed in place.
    """

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self.passages: tuple[Passage, ...] = ()
        self.cues: Callable[[], tuple[ConformedCue, ...]] = tuple
        self.volume = 1.0
        self.balance = 0.0
        """From the film alone (-1) by both at full level to the album alone (1)."""
        self.equal_gains: Mapping[Recording, float] = {}
        """By what a recording is as loud as the film's sound; those not in it are left as they are."""
        self.image: Callable[[], MusicInFilm | None] = lambda: None
        """What of the film's sound is the album, as far as it is known."""
        self.nulling = False
        """Whether the film is heard without that, whatever the balance says."""
        self.album_alone = False
        """Whether the album alone is heard, whatever the balance says."""
        self.dropouts = 0
        self.timing_error_us = 0.0
        """How far the due times handed out are from where the output says it is."""
        self._due_us: float | None = None
        self._since_steered = 0
        self._film_gain = self._album_gain = 0.0
        self._equal = self._null = 0.0
        self._film_peak = self._album_peak = 0.0
        self._limit = 1.0

    def follow_another_output(self) -> None:
        """Take the next block's due time as it is: its clock has nothing to do with the last one's."""
        self._due_us = None

    def hear(self, passage: Passage) -> None:
        """Have ``passage`` heard, beside what is."""
        self.passages = (*self.passages, passage)

    def end_all(self, end_us: float) -> None:
        """End everything that is heard at ``end_us``, and forget passages that are over."""
        alive = []
        for passage in self.passages:
            if passage.end_us is None or passage.end_us > end_us:
                passage.end_us = end_us
            if not passage.over:
                alive.append(passage)
        self.passages = tuple(alive)

    def fill(self, out: FloatArray, due_us: float) -> None:
        """Fill ``out``, shape (frames, 2), whose first frame the output says is heard at ``due_us``."""
        frames = len(out)
        sounding = any(p.level > 0 for p in self.passages)
        if self._due_us is None or not sounding or abs(due_us - self._due_us) > RESYNC_US:
            if sounding and self._due_us is not None:
                self.dropouts += 1
                for passage in self.passages:
                    passage.next_frame = None
            self._due_us = due_us
        self.timing_error_us = error = due_us - self._due_us
        self._since_steered += frames
        # The output's clock and the film's differ by some parts in a million. A frame more or less,
        # spread over a whole block, keeps them together and cannot be heard.
        wanted = frames
        interval = max(STEER_FRAMES, STEER_S * 1e6 / max(abs(error), 1.0))
        if self._since_steered >= interval and frames > 2:
            wanted += 1 if error > 0 else -1
            self._since_steered = 0
        mix = self._mix(wanted, self._due_us)
        self._due_us += wanted * 1e6 / self.rate_hz
        out[:] = mix if wanted == frames else _stretched(mix, frames)
        self._limited(out)

    def _mix(self, frames: int, due_us: float) -> FloatArray:
        balance = 1.0 if self.album_alone else self.balance
        nulling = self.nulling and not self.album_alone
        film_gain, album_gain = (self.volume * gain for gain in gains(-1.0 if nulling else balance))
        # In the middle the album is as loud as it was made; the further towards it, the more as the film is.
        equal = max(balance, 0.0)
        applied = _Gains(
            self._ramp(self._film_gain, film_gain, frames),
            self._ramp(self._album_gain, album_gain, frames),
            self._ramp(self._equal, equal, frames),
            self._ramp(self._null, float(nulling), frames) if nulling or self._null else None,
        )
        self._film_gain, self._album_gain = film_gain, album_gain
        self._equal, self._null = equal, float(nulling)
        mix = np.zeros((frames, 2), np.float32)
        for passage in self.passages:
            self._add(mix, passage, due_us, applied)
        return mix

    def levels(self) -> Levels:
        """Return the highest peaks since this was asked last."""
        levels = Levels(self._film_peak, self._album_peak)
        self._film_peak = self._album_peak = 0.0
        return levels

    def _add(self, mix: FloatArray, passage: Passage, due_us: float, by: "_Gains") -> None:
        frames, sound = len(mix), passage.sound
        begin = (passage.begin_us - due_us) * self.rate_hz / 1e6
        end = np.inf if passage.end_us is None else (passage.end_us - due_us) * self.rate_hz / 1e6
        exact = sound.frame_at(due_us)
        if exact is None or (begin >= frames and passage.level == 0):
            return
        if passage.level == 0 and end <= 0:
            passage.next_frame = passage.next_frame or 0  # over
            return
        # Counting on keeps the frames contiguous; the due time is followed where the deck's clock moved.
        frame = passage.next_frame
        if frame is None or abs(frame - exact) > self.rate_hz * 0.001:
            frame = round(exact)
        passage.next_frame = frame + frames
        level, passage.level = self._envelope(passage.level, begin, end, frames)
        if level is None:
            return
        if passage.heard_us is None:
            passage.heard_us = max(due_us, passage.begin_us)
        pcm = sound.read(frame, frames)
        if passage.level == 1 and frame + frames > sound.written and not sound.mute:
            self.dropouts += 1
        image = self.image()
        if by.null is not None and image is not None and sound.film_offset is not None:
            pcm = _without(pcm, *image.read(frame + sound.film_offset, frames), by.null)
        mix += pcm * (by.film * level / 32768)
        self._film_peak = max(self._film_peak, _peak(pcm) * self._film_gain)
        if sound.film_offset is None:
            return
        film_frame = frame + sound.film_offset + passage.album_shift
        cues = self.cues() if passage.music is None else passage.music
        due = [cue for cue in cues if cue.covers(film_frame, frames)]
        ramp, passage.album_level = self._envelope(passage.album_level, 0, np.inf, frames)
        if not due or ramp is None:
            return
        for cue in due:
            at, music = cue.read(film_frame, frames)
            own = self.equal_gains.get(cue.recording, 1.0) ** by.equal
            gain = by.album * own * level * ramp / 32768
            self._album_peak = max(self._album_peak, _peak(music) * self._album_gain * float(own[-1, 0]))
            mix[at : at + len(music)] += music * (gain if len(gain) == 1 else gain[at : at + len(music)])

    def _envelope(
        self, level: float, begin: float, end: float, frames: int
    ) -> tuple[FloatArray | None, float]:
        """Return each frame's level, shape (·, 1), and the last: towards 1 in [begin, end), else to 0."""
        if level == 1 and begin <= 0 and end >= frames:
            return np.ones((1, 1), np.float32), 1.0
        step = 1 / (FADE_S * self.rate_hz)
        index = np.arange(frames, dtype=np.float32)
        rise = level + np.clip(index + 1 - max(begin, 0), 0, None) * step
        top = min(1.0, level + max(0.0, min(end, frames) - max(begin, 0)) * step)
        fall = np.clip(index + 1 - max(end, 0), 0, None) * step if end < frames else np.float32(0)
        shape = np.clip(np.minimum(rise, top) - fall, 0, 1).astype(np.float32)
        last = float(shape[-1])
        return (None if last == 0 and not shape.any() else shape[:, None]), 1.0 if last > 0.9999 else last

    def _ramp(self, current: float, target: float, frames: int) -> FloatArray:
        """Return the gain of each frame on the way from ``current`` to ``target``, shape (·, 1)."""
        if current == target:
            return np.full((1, 1), target, np.float32)
        length = min(frames, int(FADE_S * self.rate_hz))
        shape = np.full((frames, 1), target, np.float32)
        shape[:length, 0] = np.linspace(current, target, length, dtype=np.float32)
        return shape

    def _limited(self, out: FloatArray) -> None:
        """Keep film and album together below full scale: both play at full level, and peaks add up."""
        peak = float(np.abs(out).max(initial=0.0))
        target = min(1.0, 0.999 / peak if peak > 0 else 1.0)
        released = min(1.0, self._limit + len(out) / (LIMITER_RELEASE_S * self.rate_hz))
        after = min(target, released)
        if self._limit < 1 or after < 1:
            attack = min(len(out), int(0.001 * self.rate_hz))
            gain = np.full((len(out), 1), after, np.float32)
            gain[:attack, 0] = np.linspace(self._limit, after, attack, dtype=np.float32)
            out *= gain
            np.clip(out, -1, 1, out)
        self._limit = after


@dataclass(frozen=True, slots=True)
class _Gains:
    """What film and album are multiplied by, and how far the album is made as loud as the film (0 to 1).

    One for each frame, shape (frames, 1), or (1, 1) where it stays the same.
    """

    film: FloatArray
    album: FloatArray
    equal: FloatArray
    null: FloatArray | None
    """How far the album is taken out of the film's sound (0 to 1); None for not at all."""


def _without(pcm: Int16Array, at: int, music: Int16Array, share: FloatArray) -> Int16Array:
    """Return ``pcm`` without ``music`` (mono), which begins ``at`` frames into it."""
    left = pcm.astype(np.float32)
    stretch = slice(at, at + len(music))
    left[stretch] -= music[:, None] * (share if len(share) == 1 else share[stretch])
    return np.clip(left, -32768, 32767).astype(np.int16)


def _peak(samples: Int16Array) -> float:
    """Return the highest peak, full scale 1."""
    return max(int(samples.max()), -int(samples.min())) / 32768 if samples.size else 0.0


def _stretched(block: FloatArray, frames: int) -> FloatArray:
    """Return ``block`` over ``frames`` frames, one more or fewer, by cubic (Catmull-Rom) interpolation."""
    position = np.arange(frames, dtype=np.float32) * (len(block) - 1) / (frames - 1)
    index = np.minimum(position.astype(np.int64), len(block) - 2)
    t = (position - index)[:, None]
    p0, p1, p2, p3 = (block[np.clip(index + k, 0, len(block) - 1)] for k in (-1, 0, 1, 2))
    curve = p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
    return np.asarray(curve, np.float32)
