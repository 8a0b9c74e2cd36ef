"""The album's notes: every track of the plan, two of them twice, each over two chords or a few more.

How the text is read stands in ``notation``; how it is played, in ``musicians``. The bass has a note on each
bar's first beat, and it is on time, so that a picture can be cut to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from notation import Note, Voice, read_part
from plan import FRAME_RATE, LEAD, TRACKS, Track

TRUMPET, TENOR, PIANO, BASS, DRUMS = Voice

SOUND_FONT = "FluidR3 GM"


@dataclass(frozen=True, slots=True)
class Take:
    """What is played, and in one sentence what is to be heard; a voice may have several lines at once."""

    notes: str
    parts: tuple[tuple[Voice, str], ...]


def played(track: Track, take: int = 1) -> tuple[Note, ...]:
    """Return every note of a take (1 is the first), voice by voice."""
    return _played(track.number, take)


def personnel(track: Track, take: int = 1) -> tuple[str, ...]:
    """Return who plays, as a record sleeve would have it."""
    voices = {voice for voice, _ in _TAKES[track.number][take - 1].parts}
    return tuple(f"{voice.value} ({SOUND_FONT})" for voice in Voice if voice in voices)


def listening_notes(track: Track, take: int = 1) -> str:
    """Return a sentence that says what is to be heard in a take."""
    return _TAKES[track.number][take - 1].notes


def bass_onsets(track: Track, take: int = 1) -> tuple[float, ...]:
    """Return when the bass plays on a beat, in seconds of the track; not its notes between the beats.

    Those on the first beat of a bar are played on time, the others within a few milliseconds.
    """
    beats = sorted({note.start for note in played(track, take) if note.voice is BASS})
    return tuple(
        float(Fraction(LEAD + beat * track.beat, FRAME_RATE)) for beat in beats if beat.denominator == 1
    )


@cache
def _played(number: int, take: int) -> tuple[Note, ...]:
    track = TRACKS[number - 1]
    notes: list[Note] = []
    for voice, text in _TAKES[number][take - 1].parts:
        part = read_part(voice, text, track.beats)
        if text.count("|") + 1 != track.bars:
            raise ValueError(f"{track.title}: {voice.value} plays {text.count('|') + 1} bars of {track.bars}")
        notes += part
    return tuple(notes)


# 1: D minor 9 and B flat major with a raised fourth. The telephone rings over every other bar line; whoever
# leads speaks in between.
_NOBODY_ANSWERS = Take(
    "A telephone rings across the bar lines; the muted trumpet answers each time it stops, and is not heard.",
    (
        (
            TRUMPET,
            """p - /A4:3/2~ F4:1/2 | E4:3/2~ -:3/2 | mp - /A4:1/2 Bb4:1/2 D5 | C5:1/2 A4~ -:3/2 |
            mf - /D5:3/2~ C5:1/2 | /Ab4:1/2 G4~ -:3/2 | mp - F4:1/2 G4:1/2 A4 |
            mf C5:3/2~ Bb4:1/2 A4:1/2 G4:1/2 | > A4:3/2~ F4:1/2 E4 | p D4:3~""",
        ),
        (
            TENOR,
            """-:3 | -:3 | -:3 | -:3 | -:3 | p -:3/2 A3:1/2 C4 | D4:2~ - | - Bb3:1/2 C4:1/2 D4 |
            < C4:2~ A3 | > F3:2~ pp =""",
        ),
        (
            PIANO,
            """p - F3+A3+C4+E4:2 | -:3/2 E4:1/2 A4 | - D3+A3+C4+E4:2 |
            - -:1/2 F4:1/2 E4:1/2 C4:1/2 | - F3+A3+C4+E4 F3+A3+C4 | mp -:3/2 G3+C4+E4:3/2 |
            p - D3+A3+C4+F4:2 | -:3/2 D3+G#3+C4+E4:3/2 | - F3+A3+C4+E4:2 |
            pp F3+A3+B3+E4:3/2 A4 D5:1/2""",
        ),
        (
            BASS,
            """mp D2:2 A1 | D2:3/2 E2:1/2 F2 | Bb1:2 F2 | Bb1 C2 C#2 | D2:2 A2 | D2 F2 A1 |
            Bb1:2 D2 | Bb1 C2 C#2 | > D2:2 A1 | p D2:3""",
        ),
        (DRUMS, "p " + " | ".join(["sweep:2 sweep"] * 9) + " | pp sweep:3"),
        (
            DRUMS,
            """pp - hat tap:1/2 tap?:1/2 | - hat tap | - hat tap:1/2 tap?:1/2 | - hat+tap? tap |
            kick hat tap:1/2 tap?:1/2 | - hat+tap? tap | p - hat tap:1/2 tap?:1/2 |
            kick? hat+tap tap:1/3 tap?:1/3 tap:1/3 | pp - hat tap | ride?:3""",
        ),
    ),
)
_NOBODY_ANSWERS_TAKE_2 = Take(
    "The tenor has the tune, lower and shorter of breath; the trumpet is the one that waits.",
    (
        (
            TENOR,
            """p - D4:1/2 F4:1/2 E4 | C4:3/2~ -:3/2 | - E4:1/2 F4:1/2 /A4:1/2 F4:1/2 |
            D4:3/2~ -:3/2 | mp - A3:1/2 D4:1/2 /F4 | E4:1/2 D4:1/2 A3:1/2~ -:3/2 |
            mf - /A4:3/2 Bb4:1/2 | F4:1/2 E4:1/2 D4:3/2~ C4:1/2 | mp A3:3/2 /Ab3:1/2 G3 |
            > F3:2~ pp =""",
        ),
        (
            TRUMPET,
            """-:3 | -:3 | -:3 | -:3 | -:3 | -:3 | -:3 | p -:2 A4:1/2 Bb4:1/2 | /C5:2~ A4 | pp E4:3~""",
        ),
        (
            PIANO,
            """p -:3/2 F3+C4+E4+A4:3/2 | - A4:1/2 E4:1/2 C4 | -:1/2 D3+A3+C4+E4:5/2 |
            -:3/2 E4:1/2 F4:1/2 A4:1/2 | - E3+A3+C4+F4:2 | -:2 F3+A3+C4 | mp D3+A3+C4+E4:2 - |
            p -:3/2 D3+G#3+C4+F4:3/2 | -:1/2 F3+C4+E4+A4:5/2 | pp D5:1/2 A4:1/2 F3+A3+B3+D4:2""",
        ),
        (
            BASS,
            """mp D2 A1 C2 | D2:2 A2 | Bb1:3/2 A1:1/2 F1 | Bb1:2 C#2 | D2 E2 F2 | D2:2 B1 |
            Bb1 D2 F2 | Bb1:3/2 A1:1/2 C#2 | > D2 C2 A1 | p D2:3""",
        ),
        (DRUMS, "p " + " | ".join(["sweep sweep:2", "sweep:3/2 sweep:3/2"] * 5)),
        (
            DRUMS,
            """pp - tap hat | - tap?:1/2 tap:1/2 hat | - tap hat | kick? tap hat+tap? | - tap hat |
            - tap:1/2 tap?:1/2 hat | p kick tap hat | - tap?:1/3 tap:1/3 tap?:1/3 hat+tap |
            pp - tap hat | kick+ride?:3""",
        ),
    ),
)

# 2: A minor 9 and B flat major with a raised fourth, half a tone above it: something will happen.
_ROOM_BY_THE_ROAD = Take(
    "Muted trumpet alone over two chords half a tone apart, with more waiting in it than notes.",
    (
        (
            TRUMPET,
            """-:4 p | -:1/2 E4:1/2 < /B4:5/2~ mp A4:1/2 | G4:1/2 E4:1/2 /A4:2~ - |
            -:3/2 < /E5:3/2~ mf D5:1/2 C5:1/2 | mp A4:1/2 C5:1/2 /B4:2~ - |
            - G4:1/3 A4:1/3 C5:1/3 mf /Eb5~ > D5:1/2 C5:1/2 | p A4:4~""",
        ),
        (
            PIANO,
            """p G3+B3+C4+E4:3 E5:1/2 B4:1/2 | - G3+B3+C4+E4:3 | -:3/2 A3+C4+D4+E4:5/2 |
            D3+A3+C4+E4:2 -:2 | - G3+B3+C4+E4:2 -:1/2 A4:1/2 | -:3 F3+A3+D4 | pp E3+G3+B3+C4:2 E5 B5""",
        ),
        (
            BASS,
            """mp A1:3 E2 | A1:5/2 E2:1/2 A2 | Bb1:3 F2 | Bb1:2 D2 B1 | A1:3 C2 |
            A1:2 -:1/2 E2:1/2 Bb1 | p A1:4""",
        ),
        (
            DRUMS,
            """pp sweep:2 sweep:2 | p sweep:2 sweep:2 | sweep:2 sweep:2 |
            sweep:2 sweep:3/2 swirl?:1/2 | sweep:2 sweep:2 | sweep:2 sweep:2 | pp sweep:4""",
        ),
        (
            DRUMS,
            """-:4 | pp - hat -:3/2 tap?:1/2 | - hat - hat | - hat -:2/3 tap?:1/3 hat+tap? |
            - hat - hat | p -:3/2 tap?:1/2 tap hat+tap? | pp ride?:4""",
        ),
    ),
)

# 3: G minor 9 and C 13; E flat 9 and D 7 bring every stretch back to G, so that any may follow any other.
_WIPERS = Take(
    "The fast one: trumpet and tenor throw a riff to and fro over a bass that does not stop for rain.",
    (
        (
            TRUMPET,
            """-:4 | -:3 mf -:1/2 D5:1/2 |
            Bb4:1/2 D5:1/2 -:1/2 /F5:1/2! -:1/2 D5:1/2 Bb4:1/2 G4:1/2 | A4! -:3 |
            - G4:1/2 A4:1/2 Bb4:1/2 D5:1/2 F5:1/2 A5:1/2 | /G5:3/2~ E5:1/2 D5:1/2 C5:1/2 Bb4 |
            -:2 /Db5! C5:1/2 Bb4:1/2 | G4:1/2 Bb4:1/2! -:3 |
            -:1/2 F4:1/2 Bb4:1/2 Db5:1/2 F5:1/2! Eb5:1/2 Db5:1/2 Bb4:1/2 |
            A4:1/2 C5:1/2 F5:1/2 Eb5:1/2 D5v - | -:4 | -:4 | -:4 | -:4 | -:4 |
            -:3 mp F4:1/2 A4:1/2 | mf Bb4:1/2 D5:1/2 F5:1/2 D5:1/2 /G5! F5:1/2 D5:1/2 |
            Bb4:3/2~ A4:1/2 -:2 | -:4 | -:2 C5:1/2 E5:1/2 G5:1/2 A5:1/2! |
            f F5' -:1/2 Db5! Bb4:1/2 G4 | F4:1/2 A4:1/2 C5:1/2 Eb5:1/2 F5:1/2! D5:1/2 - |
            G4:1/2 Bb4:1/2 D5:1/2 F5:1/2! -:1/2 D5:1/2 F5:1/2 -:1/2 | G5:3/2v! -:5/2""",
        ),
        (
            TENOR,
            """-:4 | -:4 | -:4 | -:3/2 mp C4:1/2 D4 Bb3 | -:4 | -:4 | -:4 | -:2 G3:1/2 Bb3:1/2 C4 |
            -:4 | -:3 mf D4 | - G3:1/2 Bb3:1/2 D4:1/2 F4:1/2 A4:1/2 Bb4:1/2 |
            G4! E4:1/2 D4:1/2 -:2 | -:1/2 F4:1/2 G4:1/2 F4:1/2 D4:1/2 Bb3:1/2 G3:1/2 A3:1/2 |
            C4:1/2 Eb4:1/2 /F4! D4:1/2 C4:1/2 - | /G4:2~ - F4:1/2 D4:1/2 | E4:3/2 D4:1/2 Bb3' - |
            -:4 | -:2 -:1/2 D4:1/2 F4:1/2 D4:1/2 |
            -:1/2 G3:1/2 Bb3:1/2 C4:1/2 Db4:1/2 D4:1/2 F4:1/2 G4:1/2 | Bb4! G4:1/2 E4:1/2 -:2 |
            f F4' -:1/2 Db4! Bb3:1/2 G3 | F3:1/2 A3:1/2 C4:1/2 Eb4:1/2 F4:1/2! D4:1/2 - |
            G3:1/2 Bb3:1/2 D4:1/2 F4:1/2! -:1/2 D4:1/2 F4:1/2 -:1/2 | Bb3:3/2~! -:5/2""",
        ),
        (
            PIANO,
            """mp -:3/2 F3+A3+Bb3+D4:1/2' -:2 | -:5/2 F3+A3+Bb3+D4:3/2 | -:4 |
            - -:1/2 E3+A3+Bb3+D4:1/2' -:2 | F3+A3+Bb3+D4' -:3 | -:5/2 E3+A3+Bb3+D4:1/2! - |
            -:3/2 F3+Bb3+D4:1/2' -:2 | E3+A3+Bb3+D4:3/2 -:5/2 | -:3/2 G3+Db4+F4:1/2' -:2 |
            -:2 F#3+C4+F4+Bb4! - | -:3/2 F3+A3+Bb3+D4:1/2' - D4+F4+A4' | -:5/2 E3+A3+Bb3+D4:1/2' - |
            F3+A3+Bb3+D4' -:3 | -:3/2 F#3+C4+F4+Bb4:5/2 | -:4 | -:3/2 E3+A3+Bb3+D4:1/2' -:2 |
            -:5/2 F3+A3+Bb3+D4:1/2' - | E3+A3+Bb3+D4' - -:1/2 E3+A3+D4:1/2 - |
            -:3/2 F3+A3+Bb3+D4:1/2' -:2 | -:1/2 E3+A3+Bb3+D4:3/2 -:2 |
            mf G3+Db4+F4' -:1/2 G3+Db4+F4! -:3/2 | -:5/2 F#3+C4+F4+Bb4:1/2! - |
            -:3/2 F3+A3+Bb3+D4:1/2! -:3/2 F3+A3+Bb3+D4:1/2! | E3+A3+Bb3+D4:3! -""",
        ),
        (
            BASS,
            """mf G1 Bb1 D2 F2 | G2 F2 D2 Ab1 | G1 A1 Bb1 B1 | C2 E2 Bb2 Ab2 | G2 D2 Bb1 Db2 |
            C2 D2 E2 F#2 | G2 F2 D2 Db2 | C2 Bb1:2/3 C2:1/3? C#2 D2 | Eb2 G2 Bb2 Eb2 |
            D2 C2 A1 F#1 | G1 Bb1 D2 Db2 | C2 G2 E2 F#2 | G2 D2:2/3 G2:1/3? Bb1 C#2 |
            D2 F#2 A2 Ab2 | G2 Bb2 D3 Db3 | C3 Bb2 G2 F#2 | G2 A2 Bb2 B2 | C3 G2 E2 Ab2 |
            G2 D2 F2:2/3 D2:1/3? Db2 | C2 E2 G2 E2 | f Eb2 Bb1 Db2 Eb2 | D2 A1 C2 F#1 |
            G1 D2 F2 F#2 | G1:4!""",
        ),
        (
            DRUMS,
            "mp "
            + " | ".join(["sweep sweep sweep sweep", "sweep:1/2 sweep:3/2 sweep sweep"] * 11)
            + " | sweep sweep sweep sweep | -:4",
        ),
        (
            DRUMS,
            "mf "
            + " | ".join(
                [
                    "tap hat+tap:1/2 tap?:1/2 tap hat+tap:1/2 tap?:1/2",
                    "tap hat+tap:1/2 tap?:1/2 tap:1/2 tap:1/2! hat+tap",
                    "kick+tap hat+tap:1/2 tap?:1/2 tap hat+tap:1/2 tap?:1/2",
                    "tap:1/2 tap?:1/2 hat+tap tap hat+tap:1/2 slap:1/2",
                ]
                * 2
                + [
                    "tap hat+tap:1/2 tap?:1/2 tap:1/2 slap:1/2 hat+tap",
                    "kick+tap hat+slap:1/2 tap:1/2 slap:1/2 tap:1/2 hat+slap",
                    "kick+ride hat+ride:1/2 tap?:1/2 ride hat+ride:1/2 tap?:1/2",
                    "ride hat+ride:1/2 tap?:1/2 ride:1/2 slap:1/2 hat+ride",
                    "ride hat+ride:1/2 tap?:1/2 ride hat+ride:1/2 tap?:1/2",
                    "ride:1/2 tap?:1/2 hat+ride slap:1/2 tap:1/2 hat+slap",
                    "kick+tap hat+tap:1/2 tap?:1/2 tap hat+tap:1/2 tap?:1/2",
                    "tap hat+tap:1/2 tap?:1/2 tap:1/2 tap:1/2! hat+tap",
                    "tap:1/2 slap:1/2 hat+tap tap hat+tap:1/2 tap?:1/2",
                    "tap hat+tap:1/2 tap?:1/2 tap slap:1/3 tap:1/3 tap:1/3",
                    "kick+tap hat+tap:1/2 tap?:1/2 tap hat+tap:1/2 tap?:1/2",
                    "tap hat+tap:1/2 slap:1/2 tap:1/2 slap:1/2 hat+tap",
                    "f kick+slap hat:1/2 kick+slap:1/2 - hat+tap:1/2 tap?:1/2",
                    "tap hat+tap:1/2 tap:1/2 kick+slap:1/2! tap:1/2 slap:1/2 slap:1/2",
                    "kick+tap hat+slap:1/2 tap:1/2 slap:1/2 kick:1/2 hat+slap:1/2 kick+slap:1/2!",
                    "kick+ride!:4",
                ]
            ),
        ),
    ),
)

# 4: E minor 9 and A minor 9. The bass plays half notes, on the first and the third beat of every bar.
_LAMPLIGHT = Take(
    "One bass note to a lamp, on the first and third beat of every bar; the tenor takes its time.",
    (
        (
            TENOR,
            """-:3 p B3:1/2 D4:1/2 | < /F#4:5/2~ mp - E4:1/2 | /G4:3/2 E4:1/2 C4:2~ |
            - B3:1/2 C4:1/2 < /E4:3/2~ mf B3:1/2 | mp D4:1/2 B3:3/2~ -:2 |
            -:1/2 p B3:1/2 /Bb3:3/2~ A3:1/2 G3:1/2 E3:1/2 | < G3:1/2 A3:1/2 /C4 mp B3:2~ |
            > E3:2~ pp =:2""",
        ),
        (
            TRUMPET,
            """-:4 | -:4 | -:4 | -:4 | -:2 p -:1/2 G4:1/2 /B4 | A4:1/2~ -:7/2 | -:3 -:1/2 F#4:1/2 |
            pp /G4:3/2 F#4:5/2~""",
        ),
        (
            PIANO,
            """p -:1/2 G3+B3+D4+F#4:5/2 - | -:2 -:1/2 D4+G4+B4:3/2 | - G3+B3+E4:3 |
            -:5/2 G3+C4+E4+B4:3/2 | - G3+B3+D4+F#4:2 - | mp -:3/2 G3+Bb3+D4 p G3+Bb3+D4:3/2 |
            - G3+B3+E4 - B4:1/2 F#4:1/2 | pp G3+B3+D4:3 F#5""",
        ),
        (
            BASS,
            """mp E2:2 B1:2 | E2:2 D2:2 | A1:2 E2:2 | A1:2 F2:2 | E2:2 G2:2 | E2:2 Bb1:2 |
            A1:2 D#2:2 | p E2:2 E1:2""",
        ),
        (
            DRUMS,
            "p "
            + " | ".join(["sweep:2 sweep:2", "sweep sweep sweep:2"] * 3)
            + " | sweep:2 sweep:2 | pp sweep:4",
        ),
        (
            DRUMS,
            """-:4 | pp - hat -:2/3 tap?:1/3 hat | - hat+tap? - hat | - hat -:2/3 tap?:1/3 hat+tap |
            kick? hat -:2/3 tap?:1/3 hat | - hat+tap? tap?:2/3 tap?:1/3 hat | - hat - hat+tap |
            ride?:4""",
        ),
    ),
)

# 5: C minor 9 and A flat 9; F minor in the middle and an altered G 7 before the end: a blues of nine bars.
_LAST_ROUND = Take(
    "The first take: the trumpet has the blues, the tenor agrees.",
    (
        (
            TRUMPET,
            """-:2 mp G4:1/2 Bb4:1/2 /C5 | mf Eb5:3/2~ D5:1/2 C5 G4 | /Gb4:3/2~ F4:1/2 Eb4 - |
            -:2 mp C4:1/2 Eb4:1/2 F4:1/3 Gb4:1/3 G4:1/3 | Ab4:3/2~ G4:1/2 F4:1/2 Eb4:1/2 C4 |
            /Eb4:1/2 D4:3/2~ -:2 | mf -:1/2 C5:1/2 /Eb5:3/2~ C5:1/2 Bb4:1/2 Gb4:1/2 |
            F4:1/2 Ab4:1/2 Bb4:1/2 B4:1/2 /Eb5~ D5 | > C5:3~ p =""",
        ),
        (
            TENOR,
            """-:4 | -:4 | -:2 p -:1/2 Eb3:1/2 Gb3 | < G3:3/2~ mp -:5/2 | -:4 |
            -:5/2 G3:1/2 Bb3:1/2 C4:1/2 | Eb4 C4' -:2 | -:2 p B3 Ab3 | > Eb3:3~ pp =""",
        ),
        (
            PIANO,
            """p Eb3+G3+Bb3+D4:3/2 -:5/2 | -:3/2 Eb3+G3+Bb3+D4:1/2' -:2 | - Gb3+Bb3+C4+Eb4:3 |
            -:3/2 G3+Bb3+D4+Eb4:5/2 | mp -:1/2 Ab3+C4+Eb4:3/2 -:2 |
            - Eb3+G3+Bb3+D4 - Bb4:1/2 G4:1/2 | -:3/2 Gb3+C4+Eb4+F4:5/2 |
            F3+B3+Eb4+Ab4:3/2 -:1/2 F3+B3+D#4:2 | p Eb3+G3+A3+D4:2 G4:1/2 D5:3/2""",
        ),
        (
            BASS,
            """mp C2:2 G1 B1 | C2 Eb2 G2 A2 | Ab2 Gb2 Eb2 Db2 | C2:3/2 G1:1/2? C2 E2 |
            F2 Ab2 C3 B2 | C3 G2 Eb2 A1 | Ab1 C2 Eb2 Gb2 | G2 F2 D2 B1 | > C2:2 p G1:2""",
        ),
        (DRUMS, "p " + " | ".join(["sweep sweep sweep sweep", "sweep:2 sweep sweep"] * 4) + " | sweep:4"),
        (
            DRUMS,
            """p tap hat tap:2/3 tap?:1/3 hat | tap hat+tap tap:2/3 tap?:1/3 hat+tap? |
            tap:2/3 tap?:1/3 hat+tap tap hat | kick+tap hat tap?:2/3 tap:1/3 hat+slap |
            mp tap hat+tap tap:2/3 tap?:1/3 hat | tap:2/3 tap?:1/3 hat+tap tap hat+tap? |
            kick+tap hat tap:2/3 tap?:1/3 hat+tap | tap hat+tap slap:1/3 tap?:1/3 tap:1/3 hat+slap |
            pp kick+ride:4""",
        ),
    ),
)
_LAST_ROUND_TAKE_2 = Take(
    "The second take: the tenor begins, the trumpet answers, and the bass walks another way home.",
    (
        (
            TENOR,
            """-:3 mp -:1/2 G3:1/2 | C4 Eb4:1/2 < /G4:3/2~ mf F4:1/2 Eb4:1/2 |
            Gb4:1/2 Eb4:1/2 C4:2~ - | mp -:1/2 Bb3:1/2 C4:1/2 Bb3:1/2 G3:2~ | -:4 |
            -:2 p Eb4:1/2 D4:1/2 C4:1/2 G3:1/2 | < /Bb3:3/2~ mp Ab3:1/2 Gb3 Eb3 |
            F3:1/2 Ab3:1/2 B3~ -:2 | p G3:2~ > Eb3:2~""",
        ),
        (
            TRUMPET,
            """-:4 | -:4 | -:4 | -:3 mp -:1/2 G4:1/2 |
            C5:1/2 Eb5:1/2 < /G5:3/2~ mf F5:1/2 Eb5:1/2 C5:1/2 | > D5:1/2 C5:3/2~ mp -:2 |
            -:2 -:1/2 Eb5:1/2 /Gb5:1/2 Eb5:1/2 | - -:1/2 F5:1/2 /Eb5:1/2 D5:1/2 B4:1/2 Ab4:1/2 |
            > G4:1/2 /C5:5/2~ pp =""",
        ),
        (
            PIANO,
            """p -:3/2 G3+Bb3+D4+Eb4:5/2 | - Eb3+G3+Bb3+D4' -:2 |
            -:3/2 Gb3+C4+F4:1/2' - Gb3+C4+Eb4 | - Eb3+G3+D4:2 - | mp Ab3+C4+Eb4+G4:3 - |
            -:3/2 Eb3+G3+Bb3+D4:1/2' -:2 | Gb3+Bb3+C4+Eb4:2 -:2 | -:5/2 F3+B3+D#4+Ab4:3/2 |
            pp - Eb3+A3+D4+G4:3""",
        ),
        (
            BASS,
            """mp C2:3 G1 | C2 D2 Eb2 G2 | Ab2 Eb2 C2 B1 | C2 G1 Bb1 E2 | F2 G2 Ab2 D2 |
            C2:3/2 Eb2:1/2? G2 A2 | Ab2 Gb2 Eb2 Ab1 | G1 B1 D2 Db2 | > C2:3 p C2""",
        ),
        (DRUMS, "p " + " | ".join(["sweep:2 sweep:2", "sweep sweep sweep:2"] * 4) + " | sweep:4"),
        (
            DRUMS,
            """pp - hat - hat | p tap hat+tap tap hat:2/3 tap?:1/3 |
            tap hat tap:2/3 tap?:1/3 hat+tap | tap hat+tap? tap hat:2/3 tap?:1/3 |
            kick+tap hat+tap tap:2/3 tap?:1/3 hat+tap? | tap hat tap:2/3 tap?:1/3 hat+slap |
            tap:2/3 tap?:1/3 hat+tap tap hat | kick+tap hat+tap tap:1/3 tap:1/3 slap:1/3 hat |
            pp ride:4""",
        ),
    ),
)

# 6: D minor 9 and G minor 6 in turns; the bass begins each bar a step higher. Bar 6 stands on C sharp: an
# A 7 that wants home. There the lift stops; bar 7 is home, whenever it comes.
_NINTH_FLOOR = Take(
    "A walking bass begins each bar a floor higher, up to a leading note that is left hanging; then home.",
    (
        (
            TRUMPET,
            """-:3 mp A4:1/2 C5:1/2 | /D5:3/2 Bb4:1/2 G4:1/2 E4:1/2 - | -:3 -:1/2 A4:1/2 |
            Bb4:1/2 D5:1/2 < /E5:3/2~ mf -:3/2 | -:4 |
            - D5:1/2 C5:1/2 Bb4:1/2 C5:1/2 D5:1/2 E5:1/2 |
            /F5:3/2! E5:1/2 C#5:1/2 Bb4:1/2 G4:1/2 E4:1/2 | mp /F4:2~ -:2 | -:4 |
            mf -:1/2 Bb4:1/2 C#5:1/2 E5:1/2 /G5:1/2! F5:1/2 E5:1/2 C#5:1/2 |
            D5:3/2~ - mp A4:1/2 /Ab4:1/2 G4:1/2 | > E4:3~ p =""",
        ),
        (
            TENOR,
            """-:4 | -:4 | mp - A3:1/2 C4:1/2 D4:1/2 F4:1/2 E4:1/2 C4:1/2 | D4' -:3 |
            mf -:1/2 F4:1/2 /Ab4:1/2 G4:1/2 F4:1/2 D4:1/2 C4:1/2 A3:1/2 | Bb3:3/2~ -:5/2 |
            -:3 p C#4:1/2 E4:1/2 | -:2 mp A3:1/2 D4:1/2 F4:1/2 A4:1/2 |
            /Bb4:3/2 G4:1/2 E4:1/2 D4:1/2 - | -:4 | - F4:1/2 E4:1/2 D4 C4:1/2 B3:1/2 | > A3:3~ p =""",
        ),
        (
            PIANO,
            """p -:3/2 F3+A3+C4+E4:1/2' -:2 | -:5/2 G3+Bb3+D4:3/2 |
            F3+A3+C4+E4' - -:1/2 A3+C4+E4:1/2 - | -:3/2 G3+Bb3+D4+E4:5/2 | F3+A3+C4+E4:3/2 -:5/2 |
            -:3/2 G3+Bb3+D4+E4:1/2' - G3+Bb3+E4 | mp G3+C#4+F4+Bb4:2 -:2 | -:3/2 F3+A3+C4+E4:5/2 |
            -:5/2 G3+Bb3+D4:1/2' - | G3+C#4+F4+Bb4:3/2 -:5/2 | -:3/2 F3+A3+B3+E4:1/2' -:2 |
            p F3+A3+B3+E4:2 A4 E5""",
        ),
        (
            BASS,
            """mf D2 A1 C2 Eb2 | E2 G2 Bb2 F#2 | F2 A2 D2:2/3 A1:1/3? F#2 | G2 Bb2 D3 G#2 |
            A2 F2 G2 B2 | Bb2 D3 G2 C3 | C#3 Bb2 A2 C#3 | D3 A2 F2:2/3 D2:1/3? D#3 | E3 D3 Bb2 G#2 |
            A2 G2 E2 C#2 | D2 E2 F2 C#2 | > D2:4""",
        ),
        (
            DRUMS,
            "p "
            + " | ".join(["sweep sweep sweep sweep", "sweep:2 sweep sweep"] * 5)
            + " | sweep:2 sweep:2 | pp sweep:4",
        ),
        (
            DRUMS,
            """p tap hat+tap:2/3 tap?:1/3 tap hat+tap | tap hat+tap tap hat+tap:2/3 tap?:1/3 |
            kick+tap hat+tap:2/3 tap?:1/3 tap hat+tap:2/3 tap?:1/3 |
            tap:2/3 tap?:1/3 hat+tap tap hat+slap |
            mp tap hat+tap:2/3 tap?:1/3 tap:2/3 slap:1/3 hat+tap |
            kick+tap hat+tap tap hat+tap:2/3 slap:1/3 |
            kick+tap hat+slap:2/3 tap:1/3 slap:2/3 tap:1/3 hat+slap:2/3 tap:1/3 |
            kick+tap hat+tap:2/3 tap?:1/3 tap hat+tap | tap hat+tap tap:2/3 tap?:1/3 hat+tap |
            kick+tap hat+tap:2/3 tap?:1/3 tap hat+slap:2/3 tap:1/3 |
            p tap hat+tap:2/3 tap?:1/3 tap hat+tap | kick+ride:4""",
        ),
    ),
)

# 7: bass and drums alone, on B flat minor with one bar and a half of E flat minor in it.
_TORCH = Take(
    "Bass and drums alone: the bass asks with its flat fifth, brushes and toms answer from the dark.",
    (
        (
            BASS,
            """mf Bb1 -:1/2 Db2:1/2 /E2:1/2 F2:1/2 - | Bb1! -:3 |
            Bb1 -:1/2 F2:1/2 Ab2:1/2 /Bb2:1/2! -:1/2 Ab2:1/2 | Gb2 F2' -:2 |
            Eb2 -:1/2 Gb2:1/2 Bb2:1/2 /Db3! Bb2:1/2 | Eb2:1/2 F2:1/2 Gb2:1/2 E2:1/2 F2 - |
            Bb2! Ab2:1/2 F2:1/2 /E2:1/2 Eb2:1/2 Db2 | C2 Db2:1/2 Eb2:1/2 F2:1/2 Ab1:1/2 A1 |
            Bb1+F2:4""",
        ),
        (
            DRUMS,
            """mp sweep sweep sweep sweep | sweep:2 sweep sweep | sweep sweep sweep sweep |
            sweep:2 < sweep mf sweep | mp sweep sweep sweep:2 | sweep:2 < sweep mf sweep |
            mp sweep sweep sweep sweep | sweep < sweep sweep f sweep | p sweep:4""",
        ),
        (
            DRUMS,
            """mp kick hat+tap -:2/3 tap?:1/3 hat+tap |
            kick hat+tap:2/3 mid?:1/3 mid:1/3 mid?:1/3 low:1/3 hat+floor |
            kick hat+tap -:2/3 tap?:1/3 hat+tap:2/3 tap?:1/3 |
            kick hat+tap mf high:1/3 high?:1/3 mid:1/3 hat+low:2/3 floor:1/3 |
            mp kick+ride? hat+tap tap?:2/3 tap:1/3 hat+tap |
            kick hat+tap -:2/3 tap?:1/3 mf slap:1/3 low:1/3 floor:1/3 |
            mp kick+ride? hat+tap:2/3 tap?:1/3 tap hat+tap:2/3 slap:1/3 |
            mf kick+tap hat+tap:2/3 slap:1/3 mid:2/3 low:1/3 hat+floor:2/3 floor:1/3! |
            mp kick+crash?:4""",
        ),
    ),
)

# 8: D minor 9, and E flat major half a tone above it; nobody is in a hurry.
_BETWEEN_FLOORS = Take(
    "Almost nothing: long notes of trumpet and tenor, a few of the piano's, and the room between them.",
    (
        (
            TRUMPET,
            """- p < /E5:3~ | mp =:1/2 D5:1/2 > A4:2~ p - | -:4 | -:3 Bb4:1/2 A4:1/2 |
            < /Ab4:3/2 mp G4:1/2 > F4:2~ | pp -:4""",
        ),
        (
            TENOR,
            """-:4 | -:4 | - p < /G3:3~ | mp =:1/2 F3:1/2 > D3:2~ - | -:4 | pp - E3:3~""",
        ),
        (
            PIANO,
            """pp F3+C4:4 | -:5/2 F4+A4+C5:3/2 | -:1/2 G3+D4:7/2 | -:2 A4:1/2 D5:1/2 -:1 |
            p -:3 F3+C4 | pp -:2 A5 E5""",
        ),
        (BASS, "p D2:4 | D2:3 A1 | Eb2:4 | Eb2:3 Bb1 | D2:4 | pp D2:4"),
        (DRUMS, "pp sweep:4 | sweep:2 sweep:2 | < sweep:4 | p sweep:2 sweep:2 | > sweep:4 | pp sweep:4"),
        (DRUMS, "-:4 | - -:2/3 tap?:1/3 -:2 | pp -:3 hat | -:2 -:2/3 tap?:1/3 - | -:3 hat | ride?:4"),
    ),
)

# 9: G minor 9 and E flat major 9; C minor and a D 7 that has waited long enough, then G major.
_DEVELOPER = Take(
    "One instrument after another comes up out of the dark, until the last two bars are G major after all.",
    (
        (
            TENOR,
            """-:3 | pp - G3 A3 | < /Bb3:2~ G3 | p - A3:1/2 Bb3:1/2 D4 | < C4 D4:2~ |
            mp -:3/2 G3:1/2 /Bb3 | < G3:3/2 A3:1/2 C4 | mf /Eb4:3/2~ D4:1/2 C4 | > D4:3~ | p =:2 -""",
        ),
        (
            TRUMPET,
            """-:3 | -:3 | -:3 | -:3 | mp /A4:3/2~ Bb4:1/2 D5 | /Eb5:1/2 D5:3/2~ - |
            - mf /Eb5~ D5:1/2 C5:1/2 | < Eb5:1/2 C5:1/2 A4 f F#4 | > /B4:3~ | p =:2~ pp F#4""",
        ),
        (
            PIANO,
            """pp D4:1/2 A4:1/2 Bb4:2 | -:1/2 F4:1/2 F3+D4:2 | - G3+Bb3+D4+F4:2 |
            p -:3/2 D4:1/2 F4:1/2 Bb4:1/2 | - F3+A3+Bb3+D4:2 | -:3/2 G3+Bb3+D4+F4:3/2 |
            mp - Eb3+G3+Bb3:2 | F#3+C4+Eb4+A4:2 F#3+C4+Eb4 | F#3+A3+B3+D4:2 D5:1/2 F#5:1/2 |
            pp - A5 B5""",
        ),
        (
            BASS,
            """p G1:3 | G1:2 D2 | Eb2:2 Bb1 | mp Eb2:2 F#2 | G2:2 D2 | Eb2 G2 Bb2 | < C2:2 Eb2 |
            mf D2 Eb2 F#2 | G1:3 | > p G1:3""",
        ),
        (
            DRUMS,
            """-:3 | -:3 | pp sweep:3 | sweep:2 sweep | p sweep:2 sweep | sweep:2 sweep |
            sweep:2 sweep | < sweep sweep sweep | mp sweep:3 | pp sweep:3""",
        ),
        (
            DRUMS,
            """-:3 | -:3 | -:3 | -:3 | pp - hat tap:1/2 tap?:1/2 | - hat tap |
            p kick? hat tap:1/2 tap?:1/2 | - hat+tap tap:1/3 tap:1/3 tap:1/3 | kick+ride:3 | -:3""",
        ),
    ),
)

# 10: F major 9, and G minor 9 with C 13: the only one of the ten that has slept.
_MORNING_EDITION = Take(
    "Major from the first bar: trumpet and tenor share one tune, the way one shares a newspaper.",
    (
        (
            TRUMPET,
            """mp - C5:1/2 A4:1/2 /G4:3/2~ A4:1/2 | Bb4:3/2 D5:1/2 C5:3/2~ -:1/2 |
            -:1/2 A4:1/2 C5:1/2 D5:1/2 mf /E5:3/2~ D5:1/2 | C5:1/2 Bb4:1/2 A4:1/2 G4:1/2 /Db5 C5 |
            > A4:3/2~ G4:1/2 p -:2 | -:1/2 G4:1/2 /A4:2~ pp =""",
        ),
        (
            TENOR,
            """-:4 | -:3 p E4:1/2 D4:1/2 | mp C4:2~ -:2 | F4:1/2 D4:1/2 C4:1/2 Bb3:1/2 A3 Bb3 |
            C4:1/2 D4:1/2 /F4 E4:1/2 D4:1/2 C4:1/2 A3:1/2 | p < G3 mp > C4:2~ pp =""",
        ),
        (
            PIANO,
            """p E3+A3+C4+G4:3/2 -:5/2 | -:1/2 F3+Bb3+D4:3/2 E3+Bb3+D4+A4:2 |
            -:3/2 E3+G3+A3+C4:5/2 | - F3+A3+Bb3+D4 -:1/2 E3+Bb3+Db4+A4:3/2 |
            A3+C4+G4:2 D5:1/2 C5:1/2 A4 | pp E3+A3+C4+G4:2 C5:1/2 G5:3/2""",
        ),
        (
            BASS,
            """mp F1:2 C2 F#2 | G2:2 C2 E2 | F2:3/2 C2:1/2 A1 Ab1 | G1:2 C2 Bb1 | A1 C2 D2 E2 |
            > F2:2 p F1:2""",
        ),
        (
            DRUMS,
            "p "
            + " | ".join(["sweep:2 sweep:2", "sweep sweep sweep:2"] * 2)
            + " | sweep:2 sweep:2 | pp sweep:4",
        ),
        (
            DRUMS,
            """pp - hat tap?:2/3 tap:1/3 hat | tap hat+tap tap:2/3 tap?:1/3 hat |
            p tap hat tap:2/3 tap?:1/3 hat+tap | kick+tap hat+tap tap:2/3 tap?:1/3 hat |
            tap hat+tap? tap hat+slap | pp kick+ride?:4""",
        ),
    ),
)

_TAKES: Mapping[int, tuple[Take, ...]] = {
    1: (_NOBODY_ANSWERS, _NOBODY_ANSWERS_TAKE_2),
    2: (_ROOM_BY_THE_ROAD,),
    3: (_WIPERS,),
    4: (_LAMPLIGHT,),
    5: (_LAST_ROUND, _LAST_ROUND_TAKE_2),
    6: (_NINTH_FLOOR,),
    7: (_TORCH,),
    8: (_BETWEEN_FLOORS,),
    9: (_DEVELOPER,),
    10: (_MORNING_EDITION,),
}
