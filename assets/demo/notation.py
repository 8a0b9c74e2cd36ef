"""How the tunes are written down: one line of text for a part, one token for a note.

A token is ``D4:3/2``: pitch (C4 is middle C) and length in beats, one beat if none is given. ``F3+A3+C4``
sound together, ``-`` is a rest, ``=`` holds the note before it longer, and ``|`` is a bar line. Drums are
called by name, ``tap+hat``. Eighths are written straight; who plays them swings them. Before a pitch, ``/``
is a bend into it from below. Behind it, ``!`` is an accent, ``?`` a ghost, ``'`` short, ``~`` a swell with
vibrato at its end, ``v`` a fall. ``pp p mp mf f`` set how loud it goes on, ``<`` and ``>`` lead to the next.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction


class Voice(Enum):
    """Who plays; in the order in which a record sleeve names them."""

    TRUMPET = "muted trumpet"
    TENOR = "tenor saxophone"
    PIANO = "piano"
    BASS = "double bass"
    DRUMS = "brushes"


@dataclass(frozen=True, slots=True)
class Note:
    """One sound as written: ``start``, from the first downbeat, and ``length`` in beats; MIDI ``pitches``."""

    voice: Voice
    start: Fraction
    length: Fraction
    pitches: tuple[int, ...]
    loudness: float
    """0 (nothing) to 1 (as loud as it gets)."""
    marks: str


SWEEP = 0
"""Stands for a pitch: a brush drawn over the drum's head for the whole length of the note."""

DRUMS = {
    "sweep": SWEEP,
    "kick": 36,
    "stick": 37,
    "tap": 38,
    "slap": 39,
    "swirl": 40,
    "floor": 41,
    "low": 43,
    "hat": 44,
    "mid": 45,
    "high": 48,
    "crash": 49,
    "ride": 51,
}
_LOUDNESS = {"pp": 0.3, "p": 0.42, "mp": 0.56, "mf": 0.72, "f": 0.9}
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_TOKEN = re.compile(
    r"(?P<before>/?)(?P<sound>-|=|[A-Ga-z][A-Za-z0-9#+]*?)(?P<marks>[!?'~]*|v)"
    r"(?::(?P<beats>[0-9/]+)(?P<late>[!?'~v]*))?"
)


def read_part(voice: Voice, text: str, beats_in_bar: int) -> tuple[Note, ...]:
    """Return the notes of a part, in time order.

    Raises:
        ValueError: a token is none, or a bar has not ``beats_in_bar`` beats.
    """
    notes: list[Note] = []
    signs: list[tuple[Fraction, str]] = [(Fraction(0), "mp")]
    for bar, line in enumerate(text.split("|")):
        beat = Fraction(bar * beats_in_bar)
        for token in line.split():
            if token in _LOUDNESS or token in ("<", ">"):
                signs.append((beat, token))
                continue
            note = _read_note(voice, token, beat)
            beat += note.length
            if token[0] == "=":
                notes[-1] = replace(notes[-1], length=notes[-1].length + note.length)
            elif token[0] != "-":
                notes.append(note)
        if beat != (bar + 1) * beats_in_bar:
            raise ValueError(
                f"{voice.value}: bar {bar} ends on beat {beat - bar * beats_in_bar}: {line.strip()}"
            )
    return tuple(replace(note, loudness=_loudness(signs, note.start)) for note in notes)


def _read_note(voice: Voice, token: str, start: Fraction) -> Note:
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError(f"{voice.value}: {token!r} is no note")
    sounds = () if match["sound"] in "-=" else tuple(_pitch(name) for name in match["sound"].split("+"))
    marks = match["before"] + match["marks"] + (match["late"] or "")
    return Note(voice, start, Fraction(match["beats"] or 1), sounds, 0.0, marks)


def _pitch(name: str) -> int:
    """Return the MIDI number of a drum, or of a pitch such as ``Bb3``."""
    if name in DRUMS:
        return DRUMS[name]
    return 12 * (int(name[-1]) + 1) + _STEPS[name[0]] - name.count("b") + name.count("#")


def _loudness(signs: list[tuple[Fraction, str]], beat: Fraction) -> float:
    """Return how loud a note on ``beat`` is: by the sign before it, or on the way that a hairpin leads."""
    since, level = Fraction(0), 0.0
    leads_on: Fraction | None = None
    for place, sign in signs:
        if place > beat:
            if leads_on is not None and sign in _LOUDNESS:
                return level + (_LOUDNESS[sign] - level) * float((beat - since) / (place - since))
            if leads_on is not None:
                continue
            break
        if sign in _LOUDNESS:
            since, level, leads_on = place, _LOUDNESS[sign], None
        else:
            since, leads_on = place, place
    return level
