"""How the quintet plays what is written: swing, breath, bends, vibrato, hands that are never quite together.

A part becomes MIDI messages, with times in milliseconds of the track (what FluidSynth's player counts in).
Chance comes from the caller's generator, so a take that is played again is the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

import numpy as np
from mastering import Signal
from notation import DRUMS, SWEEP, Note, Voice
from plan import FRAME_RATE, LEAD, Track

EXPRESSION, SUSTAIN, LEGATO = 11, 64, 68
PROGRAMS = {Voice.TRUMPET: 59, Voice.TENOR: 66, Voice.PIANO: 0, Voice.BASS: 32, Voice.DRUMS: 40}

BREATH_STEP_S = 0.008
BEND_RANGE_CENTS = 200


class Message(Enum):
    """Kinds of MIDI messages, by the names that mido has for them."""

    NOTE_OFF = "note_off"
    CONTROL = "control_change"
    BEND = "pitchwheel"
    NOTE_ON = "note_on"


@dataclass(frozen=True, slots=True)
class Event:
    """A MIDI message, its values by mido's names, and its time in milliseconds of the track."""

    time_ms: int
    message: Message
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sounding:
    """A note as it is played: ``start`` and ``stop`` in seconds of the track."""

    note: Note
    start: float
    stop: float

    @property
    def length(self) -> float:
        return self.stop - self.start


def swing(track: Track) -> float:
    """Return where in a beat its second eighth lies: the slower, the nearer to a triplet's last third."""
    return float(np.clip(0.70 - 0.0006 * float(track.beats_a_minute), 0.57, 0.67))


def beat_time(track: Track, beat: Fraction) -> float:
    """Return when a written beat is played, in seconds of the track; triplets are not swung further."""
    whole, part = divmod(beat, 1)
    within = float(part)
    if part.denominator in (2, 4):
        late = swing(track)
        within = 2 * within * late if within <= 0.5 else late + (2 * within - 1) * (1 - late)
    return (LEAD + (float(whole) + within) * track.beat) / FRAME_RATE


def end_time(track: Track, note: Note, rings: float) -> float:
    """Return when a note is over, in seconds of the track; one that ends with the last bar rings on.

    ``rings`` is how much of the time that is left it takes, 0 to 1.
    """
    beat = note.start + note.length
    last = track.bars * track.beats
    return beat_time(track, beat) + (rings * (track.seconds - beat_time(track, beat)) if beat == last else 0)


def play(track: Track, voice: Voice, notes: Sequence[Note], rng: np.random.Generator) -> tuple[Event, ...]:
    """Return what one musician plays of ``notes`` (all of one voice), in time order."""
    match voice:
        case Voice.TRUMPET | Voice.TENOR:
            events = _Horn(track, voice, rng).play(notes)
        case Voice.PIANO:
            events = _piano(track, notes, rng)
        case Voice.BASS:
            events = _bass(track, notes, rng)
        case Voice.DRUMS:
            events = _drums(track, notes, rng)
    return tuple(sorted(events, key=lambda event: (event.time_ms, event.message is Message.NOTE_ON)))


def sweeps(track: Track, notes: Iterable[Note], rng: np.random.Generator) -> Iterator[Sounding]:
    """Yield the brush's sweeps over the drum's head, which no sound font can hold as long as they last."""
    for note in notes:
        if SWEEP in note.pitches:
            start = beat_time(track, note.start) + rng.normal(-0.02, 0.008)
            yield Sounding(note, max(start, 0.0), end_time(track, note, 0.1))


# Winds


class _Horn:
    """A horn player has one breath to a phrase, and is a little behind the beat."""

    def __init__(self, track: Track, voice: Voice, rng: np.random.Generator) -> None:
        self._track = track
        self._rng = rng
        self._trumpet = voice is Voice.TRUMPET
        self._behind = 0.028 * min(1.0, track.beat / 18)

    def play(self, notes: Sequence[Note]) -> Iterator[Event]:
        yield _control(0, LEGATO, 127)
        for phrase in _phrases([self._timed(note) for note in notes]):
            # A phrase leans towards its middle: that is what makes it one.
            arches = 0.86 + 0.14 * np.sin(np.pi * (np.arange(len(phrase)) + 0.7) / (len(phrase) + 0.4))
            slurred = False
            for played, after, arch in zip(phrase, (*phrase[1:], None), arches, strict=True):
                joins = after is not None and self._slurs(played, after)
                stop = min(played.stop, after.start) if after else played.stop - 0.04  # breath is taken there
                yield from self._note(replace(played, stop=stop), float(arch), slurred, joins)
                slurred = joins

    def _timed(self, note: Note) -> Sounding:
        start = beat_time(self._track, note.start) + self._behind + self._rng.normal(0, 0.005)
        stop = end_time(self._track, note, 0.4) + self._behind
        return Sounding(note, start, start + 0.5 * (stop - start) if "'" in note.marks else stop)

    def _slurs(self, before: Sounding, played: Sounding) -> bool:
        """Return whether a note is joined to the one before; not accents, nor at speed off the beat."""
        quick_off_beat = self._track.beat < 12 and played.note.start.denominator == 2
        return not (
            "'" in before.note.marks
            or "!" in played.note.marks
            or before.note.pitches == played.note.pitches
            or quick_off_beat
        )

    def _note(self, played: Sounding, arch: float, slurred: bool, joins: bool) -> Iterator[Event]:
        """Yield a note that is joined to the one before (``slurred``) or to the one after it (``joins``)."""
        note, length = played.note, played.length
        loudness = note.loudness * arch * float(self._rng.normal(1, 0.04))
        if "!" in note.marks:
            loudness *= 1.25
        if "?" in note.marks:
            loudness *= 0.35
        yield _on(played.start, note.pitches[0], _velocity(0.45 + 0.45 * loudness))
        # Where the next note begins while this one sounds, the synthesiser only changes the pitch.
        yield _off(played.stop + (0.012 if joins else -0.02), note.pitches[0])
        times = np.arange(0, max(length, 0.03), BREATH_STEP_S)
        if not self._trumpet:
            loudness *= 10 ** (-_TENOR_UNEVEN_DB[(note.pitches[0] - 48) // 2] / 20)
        yield from self._breath(played.start, times, length, loudness, note.marks, slurred, joins)
        yield from self._pitch(played.start, times, length, note.marks, slurred)

    def _breath(
        self,
        start: float,
        times: Signal,
        length: float,
        loudness: float,
        marks: str,
        slurred: bool,
        joins: bool,
    ) -> Iterator[Event]:
        """Yield the breath through a note: how it speaks, swells, and gives way."""
        attack = 0.03 if "!" in marks else 0.05 if self._trumpet else 0.07
        speaks = 0.25 + 0.75 * np.minimum(1, times / attack) ** 0.7
        if slurred:
            speaks = 0.8 + 0.2 * np.minimum(1, times / 0.05)
        along = times / max(length, 0.05)
        if "~" in marks:
            body = 0.74 + 0.26 * np.sin(np.pi * np.minimum(along / 0.9, 1) ** 0.8)
            body *= 1 - (0.4 if joins else 0.65) * np.clip((along - 0.55) / 0.45, 0, 1) ** 1.5
        elif length > 0.5:
            body = 1 - 0.35 * along
        else:
            body = 1 - 0.15 * along
        if "v" in marks:
            body = body * (1 - 0.8 * along)
        wander = self._rng.standard_normal(len(times)).cumsum() / np.sqrt(np.arange(1, len(times) + 1))
        unsteady = 1 + 0.02 * wander
        flow = np.clip(loudness * speaks * body * unsteady, 0.01, 1)
        # A controller's value is the square root of the gain (SoundFont 2.04, 9.5: 40 log10 of it, in dB).
        yield from _curve(start, times, EXPRESSION, np.round(127 * np.sqrt(flow)))

    def _pitch(
        self, start: float, times: Signal, length: float, marks: str, slurred: bool
    ) -> Iterator[Event]:
        cents = np.full(len(times), self._rng.normal(0, 4))
        if "/" in marks:
            reach = min(0.16, 0.4 * length)
            cents -= self._rng.uniform(90, 130) * (1 - np.minimum(1, times / reach)) ** 1.3
        elif not slurred:
            cents -= self._rng.uniform(10, 35) * np.exp(-times / 0.03)
        if "v" in marks:
            cents -= 190 * np.clip((times - 0.35 * length) / (0.65 * length), 0, 1) ** 1.4
        elif length > 0.55:
            rate = self._rng.normal(5.3 if self._trumpet else 4.8, 0.15)
            depth = (17 if self._trumpet else 24) * (1.0 if "~" in marks else 0.55)
            comes = np.clip((times / length - 0.42) / 0.4, 0, 1)
            cents += depth * comes * np.sin(2 * np.pi * (rate + 0.5 * comes) * times)
        bend = np.clip(np.round(cents / BEND_RANGE_CENTS * 8191), -8191, 8191)
        last = None
        for time, value in zip(times, bend, strict=True):
            if value != last:
                yield _at(start + time, Message.BEND, pitch=int(value))
                last = value


_TENOR_UNEVEN_DB = (-2, -1, 1, 1, 0, 2, 2, 1, -1, -3, 2, -1, -3, 0)
"""How loud the sound font's tenor is, from C3 up in whole tones: its samples were not made alike."""


def _phrases(sounding: Sequence[Sounding]) -> Iterator[list[Sounding]]:
    """Yield runs of notes with no rest between them."""
    phrase: list[Sounding] = []
    for played in sounding:
        if phrase and played.note.start > phrase[-1].note.start + phrase[-1].note.length:
            yield phrase
            phrase = []
        phrase.append(played)
    if phrase:
        yield phrase


# Rhythm


def _piano(track: Track, notes: Sequence[Note], rng: np.random.Generator) -> Iterator[Event]:
    for note in notes:
        start = beat_time(track, note.start) + 0.006 + abs(rng.normal(0, 0.006))
        stop = end_time(track, note, 1)
        if "'" in note.marks:
            stop = start + 0.6 * (stop - start)
        loudness = note.loudness * (1.2 if "!" in note.marks else 0.6 if "?" in note.marks else 1.0)
        roll = rng.uniform(0.004, 0.011) if track.beat > 12 else 0.003
        top = len(note.pitches) - 1
        for place, pitch in enumerate(note.pitches):
            # The little finger sings, the thumb keeps out of the bass's way.
            weight = 1.0 if place == top else 0.82 if place else 0.86
            yield _on(
                start + place * roll, pitch, _velocity(0.1 + 0.85 * weight * loudness + rng.normal(0, 0.02))
            )
            yield _off(stop, pitch)
        if note.length >= 1 and "'" not in note.marks:
            yield _control(start + 0.09, SUSTAIN, 127)
            yield _control(stop - 0.02, SUSTAIN, 0)


def _bass(track: Track, notes: Sequence[Note], rng: np.random.Generator) -> Iterator[Event]:
    for note in notes:
        start = beat_time(track, note.start)
        first_or_third = (note.start % track.beats) in (0, 2) and track.beats == 4
        if note.start % track.beats and not first_or_third:
            start += rng.normal(0.001, 0.004)  # the rest of the bar breathes, its first beat is a promise
        written = end_time(track, note, 1)
        stop = start + (0.55 if "'" in note.marks else 0.97) * (written - start)
        loudness = note.loudness * (1.18 if "!" in note.marks else 0.45 if "?" in note.marks else 1.0)
        loudness *= 1.0 if note.start % 2 == 0 else 1.05  # two and four are leant on
        for pitch in note.pitches:
            yield _on(start, pitch, _velocity(0.25 + 0.6 * loudness + rng.normal(0, 0.02)))
            yield _off(stop, pitch)
        if "/" in note.marks:
            for step in range(11):
                value = round(-4096 * (1 - step / 10) ** 1.5)
                yield _at(start + 0.011 * step, Message.BEND, pitch=value)


_WEIGHT = {"kick": 0.5, "hat": 0.62, "ride": 0.62, "crash": 0.5, "tap": 0.95, "slap": 0.95}


def _drums(track: Track, notes: Sequence[Note], rng: np.random.Generator) -> Iterator[Event]:
    weights = {DRUMS[name]: weight for name, weight in _WEIGHT.items()}
    for note in notes:
        start = beat_time(track, note.start)
        loudness = note.loudness * (1.2 if "!" in note.marks else 0.5 if "?" in note.marks else 1.0)
        for pitch in note.pitches:
            if pitch == SWEEP:
                continue
            hit = max(0.0, start + rng.normal(0.002, 0.004 if note.start % 1 else 0.0025))
            strength = (0.25 + 0.75 * loudness) * weights.get(pitch, 0.85) * rng.normal(1, 0.06)
            yield _on(hit, pitch, _velocity(strength))
            yield _off(hit + 1.5, pitch)


# Messages


def _at(time: float, message: Message, **values: int) -> Event:
    return Event(max(0, round(1000 * time)), message, values)


def _on(time: float, pitch: int, velocity: int) -> Event:
    return _at(time, Message.NOTE_ON, note=pitch, velocity=velocity)


def _off(time: float, pitch: int) -> Event:
    return _at(time, Message.NOTE_OFF, note=pitch)


def _control(time: float, control: int, value: int) -> Event:
    return _at(time, Message.CONTROL, control=control, value=value)


def _curve(start: float, times: Signal, control: int, values: Signal) -> Iterator[Event]:
    last = None
    for time, value in zip(times, values, strict=True):
        if value != last:
            yield _control(start + time, control, int(value))
            last = value


def _velocity(loudness: float) -> int:
    return int(np.clip(round(127 * loudness), 1, 127))
