"""The demo's score: four tunes, six scenes, and which music lies under which picture.

Everything else (sound, picture, cue map) is made from these values, so they cannot disagree. Every beat is a
whole number of film frames and of samples; a note that is written on a beat is heard on the first instant of
the frame that shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

FRAME_RATE = 24
FILM_FRAMES = 120 * FRAME_RATE
LEAD = Fraction(1, 4)
"""Seconds before a track's first beat, so that a cue's short fade-in never dulls its first note."""

FILM_TITLE = "Night Lift"
ALBUM_TITLE = "Night Lift"
ARTIST = "The Sine Wave Quartet"
DATE = "2026"


class Voice(Enum):
    LEAD = "lead"
    VIBES = "vibes"
    BELL = "bell"
    BASS = "bass"
    BRUSH = "brush"
    HAT = "hat"


PERSONNEL = (
    (Voice.LEAD, "muted trumpet (synthesised)"),
    (Voice.VIBES, "vibraphone (synthesised)"),
    (Voice.BELL, "telephone bell (synthesised)"),
    (Voice.BASS, "double bass (synthesised)"),
    (Voice.BRUSH, "brushes (filtered noise)"),
    (Voice.HAT, "hi-hat (filtered noise)"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One sound: ``start`` and ``length`` (s) in the track, ``pitches`` as MIDI numbers (none for noise)."""

    voice: Voice
    start: Fraction
    length: Fraction
    pitches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A tune; ``parts`` are written one token a note, see ``notes``."""

    number: int
    title: str
    frames_per_beat: int
    duration: int
    """Seconds."""
    parts: tuple[tuple[Voice, str], ...]
    about: str

    def notes(self) -> Iterator[Note]:
        """Yield the notes of every part.

        A token is ``D2``, ``F3+A3+C4`` (together), ``x`` (noise) or ``-`` (rest), with ``:beats`` behind it
        where it is not one beat long; ``|`` is a bar line and means nothing.
        """
        beat_length = Fraction(self.frames_per_beat, FRAME_RATE)
        for voice, text in self.parts:
            beat = Fraction(0)
            for token in text.replace("|", " ").split():
                name, _, beats_text = token.partition(":")
                beats = Fraction(beats_text or 1)
                if name != "-":
                    pitches = () if name == "x" else tuple(midi_number(one) for one in name.split("+"))
                    yield Note(voice, LEAD + beat * beat_length, beats * beat_length, pitches)
                beat += beats


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of film, in frames (``frame_out`` exclusive), and the music under it.

    The music starts at ``music_in`` seconds of its track; a scene without one has the film's own sound only.
    """

    id: str
    text: str
    frame_in: int
    frame_out: int
    track: int | None = None
    music_in: int = 0
    notes: str = ""

    @property
    def film_in(self) -> Fraction:
        return Fraction(self.frame_in, FRAME_RATE)

    @property
    def film_out(self) -> Fraction:
        return Fraction(self.frame_out, FRAME_RATE)


def midi_number(name: str) -> int:
    """Return the MIDI number of a pitch such as ``Bb3`` (C4 is 60)."""
    step = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[name[0]]
    return 12 * (int(name[-1]) + 1) + step - name.count("b") + name.count("#")


_DM, _GM = "- F3+A3+C4+E4 - F3+A3+C4+E4", "- F3+Bb3+D4 - F3+Bb3+D4"
_EM, _AM = "D4+F#4+G4+B4:4", "C4+E4+G4+B4:4"
_RING = "E5:1/4 G#5:1/4 E5:1/4 G#5:1/4 E5:1/4 G#5:1/4 E5:1/4 G#5:1/4 -:4"
_SWING = "x x:2/3 x:1/3 x x:2/3 x:1/3"

TRACKS = (
    Track(
        number=1,
        title="Nobody Answers",
        frames_per_beat=16,
        duration=24,
        about="A waltz: a telephone rings in every other bar, the trumpet answers in its place.",
        parts=(
            (Voice.BELL, "|".join([_RING] * 5)),
            (
                Voice.BASS,
                "A1:2 E2 | A1:2 C2 | D2:2 A2 | D2:2 F2 | A1:2 E2 | A1:2 G2 |"
                "D2:2 C2 | D2:2 F2 | A1:2 E2 | A1:2 E2 | A1:3",
            ),
            (
                Voice.VIBES,
                "- C4+E4+G4:2 | - C4+E4+G4:2 | - C4+F4+A4:2 | - C4+F4+B4:2 | - C4+E4+G4:2 | - C4+E4+B4:2 |"
                "- C4+F4+A4:2 | - C4+F4+B4:2 | - C4+E4+G4:2 | - C4+E4+G4:2 | C4+E4+G4+B4:3",
            ),
            (
                Voice.LEAD,
                "-:3 | -:1/2 E4:1/2 A4:2 | -:3 | -:1/2 A4:1/2 F4:2 | -:3 | -:1/2 C5:1/2 B4:1 G4:1 |"
                "-:3 | -:1/2 A4:1/2 F4:1 D4:1 | -:3 | -:1/2 B3:1/2 C4:1 E4:1 | A3:5",
            ),
            (Voice.BRUSH, "|".join(["- x x"] * 10)),
        ),
    ),
    Track(
        number=2,
        title="Between Floors",
        frames_per_beat=20,
        duration=35,
        about="A walking bass on the eight steps of D minor, two chords, a tired trumpet.",
        parts=(
            (
                Voice.BASS,
                "D2 F2 A2 C3 | D3 C3 A2 F2 | G2 Bb2 D3 C3 | Bb2 A2 G2 E2 | D2 E2 F2 A2 |"
                "D3 A2 F2 E2 | G2 A2 Bb2 D3 | C3 Bb2 A2 E2 | D2 F2 A2 E2 | D2:4",
            ),
            (Voice.VIBES, "|".join([_DM, _DM, _GM, _GM, _DM, _DM, _GM, _GM, _DM, "F3+A3+C4+E4:4"])),
            (
                Voice.LEAD,
                "-:4 | -:1 A4:2 F4:1 | G4:3 -:1 | -:1/2 D4:1/2 F4:1 G4:1 Bb4:1 | A4:3 -:1 |"
                "-:1/2 C5:1/2 A4 F4 E4 | D4:2 F4 G4 | Bb4 A4 G4 E4 | F4 E4 D4 C4 | D4:4",
            ),
            (Voice.BRUSH, "|".join(["x"] * 36)),
        ),
    ),
    Track(
        number=3,
        title="Wipers",
        frames_per_beat=18,
        duration=26,
        about="The quickest of the four: swung hi-hat in G minor, short bass notes, a nervous trumpet.",
        parts=(
            (Voice.HAT, "|".join([_SWING] * 8)),
            (
                Voice.BASS,
                "G2 - D2 G2 | G2 - Bb2 A2 | Eb2 - Bb2 Eb2 | Eb2 - G2 F2 | G2 - D2 G2 | G2 - F2 D2 |"
                "Eb2 - Bb2 Eb2 | Eb2 - D2 F2 | G2:2",
            ),
            (
                Voice.VIBES,
                "F3+Bb3+D4:4 | -:4 | D4+G4+Bb4:4 | -:4 |"
                "F3+Bb3+D4:4 | -:4 | D4+G4+Bb4:4 | -:4 | F3+A3+Bb3+D4:2",
            ),
            (
                Voice.LEAD,
                "-:4 | -:2/3 D4:1/3 F4:2/3 G4:1/3 Bb4:2 | G4:2/3 F4:4/3 -:2 |"
                "-:2/3 G4:1/3 Bb4:2/3 C5:1/3 D5:2 | -:2 Bb4:2/3 A4:1/3 G4 | F4:2 -:2/3 D4:1/3 F4 |"
                "G4:3 - | -:2/3 Eb4:1/3 F4:2/3 A4:1/3 Bb4:2 | G4:2",
            ),
        ),
    ),
    Track(
        number=4,
        title="Lamplight",
        frames_per_beat=24,
        duration=28,
        about="One bass note a second in E minor, a chord a bar, long notes above.",
        parts=(
            (
                Voice.BASS,
                "E2 B1 E2 G2 | E2 F#2 G2 B2 | A1 C2 E2 A2 | E2 D2 B1 D2 | E2 G2 B2 G2 | A1 E2 A2 C3 | B2:2",
            ),
            (Voice.VIBES, f"{_EM} | {_EM} | {_AM} | {_EM} | {_EM} | {_AM} | D4+F#4+G4+B4:2"),
            (
                Voice.LEAD,
                "-:4 | -:1/2 B4:2 G4:1 F#4:1/2 | E4:3 -:1 | -:1/2 F#4:1/2 G4:1 B4:1 D5:1 |"
                "B4:3 -:1 | -:1/2 C5:1/2 B4:1 A4:1 G4:1 | F#4:1 E4:2",
            ),
            (Voice.BRUSH, "|".join(["x:1/2 x:1/2"] * 25)),
        ),
    ),
)

SCENES = (
    Scene(id="titles", text="Titles over the rain", frame_in=0, frame_out=96),
    Scene(
        id="lift",
        text="The lift goes up and down, a floor to every bass note",
        frame_in=96,
        frame_out=576,
        track=2,
        notes="Hand and cabin reach the floor on the first instant of each bass note.",
    ),
    Scene(
        id="lamps",
        text="She walks the avenue, a lamp lights on every beat",
        frame_in=576,
        frame_out=1056,
        track=4,
        music_in=4,
        notes="Starts one bar into the track.",
    ),
    Scene(id="stuck", text="The current is cut: no music, relays and a match", frame_in=1056, frame_out=1344),
    Scene(
        id="telephone",
        text="The telephone rings in an empty room",
        frame_in=1344,
        frame_out=1824,
        track=1,
        notes="A ring on the picture for each note of the bell.",
    ),
    Scene(
        id="wipers",
        text="Rain on the windscreen, wipers on the beat",
        frame_in=1824,
        frame_out=2256,
        track=3,
        music_in=3,
        notes="Drops fall with the hi-hat. Starts one bar into the track.",
    ),
    Scene(
        id="windows",
        text="Windows light with the chords, until the morning",
        frame_in=2256,
        frame_out=2856,
        track=2,
        music_in=10,
        notes="The same tune as in the lift, from its fourth bar to its end.",
    ),
    Scene(id="end", text="Black", frame_in=2856, frame_out=FILM_FRAMES),
)


def track(number: int) -> Track:
    return next(one for one in TRACKS if one.number == number)


def scene_notes(scene: Scene) -> tuple[Note, ...]:
    """Return what is heard in ``scene``, in time order, with starts in seconds from the scene's beginning."""
    if scene.track is None:
        return ()
    length = scene.film_out - scene.film_in
    notes = (
        Note(note.voice, note.start - scene.music_in, note.length, note.pitches)
        for note in track(scene.track).notes()
    )
    heard = (note for note in notes if -note.length < note.start < length)
    return tuple(sorted(heard, key=lambda note: (note.start, note.voice.value)))
