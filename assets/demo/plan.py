"""The demo's plan: the story in ten scenes, ten tracks, and which bars of music lie under which picture.

Everything else (music, film sound, picture, cue map) is made from these values, so they cannot disagree.
Times are counted in film frames. Every beat is a whole number of frames and every bar an even one, which is a
whole number of samples too, so a cue begins exactly on a frame of the film and on a sample of the album.
"""

from dataclasses import dataclass
from fractions import Fraction

FRAME_RATE = 24
WIDTH, HEIGHT = 960, 720
FILM_FRAMES = 240 * FRAME_RATE

LEAD = 6
"""Frames before a track's first downbeat, so that a cue's short fade-in never dulls its first note."""

FILM_TITLE = "Night Lift"
ALBUM_TITLE = "Night Lift"
ARTIST = "The Four O'Clock Quintet"
DATE = "2026"


@dataclass(frozen=True, slots=True)
class Track:
    """A piece of music: ``bars`` bars from frame ``LEAD`` on; then its last notes ring until ``seconds``."""

    number: int
    title: str
    beats: int
    """Beats in a bar."""
    beat: int
    """Frames in a beat."""
    bars: int
    seconds: int
    key: str
    about: str
    takes: int = 1

    @property
    def bar(self) -> int:
        """Frames in a bar."""
        return self.beats * self.beat

    @property
    def beats_a_minute(self) -> Fraction:
        return Fraction(60 * FRAME_RATE, self.beat)


TRACKS = (
    Track(1, "Nobody Answers", 3, 20, 10, 28, "D minor", "A waltz that a telephone interrupts.", takes=2),
    Track(2, "Room by the Road", 4, 24, 7, 31, "A minor", "Muted trumpet over two chords, waiting."),
    Track(
        3,
        "Wipers",
        4,
        7,
        24,
        31,
        "G minor",
        "The fast one: a hundred and forty kilometres an hour in the rain.",
    ),
    Track(4, "Lamplight", 4, 22, 8, 33, "E minor", "One bass note to a lamp, the tenor takes its time."),
    Track(5, "Last Round", 4, 18, 9, 30, "C minor", "What the band plays when the chairs are up.", takes=2),
    Track(6, "Ninth Floor", 4, 16, 12, 34, "D minor", "A walking bass, a floor to every bar."),
    Track(7, "Torch", 4, 14, 9, 23, "B flat minor", "Bass and drums alone."),
    Track(8, "Between Floors", 4, 26, 6, 30, "D minor", "Almost nothing: long notes, and the room between."),
    Track(
        9,
        "Developer",
        3,
        24,
        10,
        33,
        "G minor",
        "A picture that comes up by and by, and a major chord at last.",
    ),
    Track(
        10,
        "Morning Edition",
        4,
        20,
        6,
        23,
        "F major",
        "For the album only: the film ends before the day does.",
    ),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of the film, ``first`` frame and the ``stop`` frame that is no longer part of it."""

    id: str
    first: int
    stop: int
    text: str

    @property
    def frames(self) -> int:
        return self.stop - self.first


SCENES = (
    Scene("telephone", 0, 600, "A telephone rings in an empty room above the city"),
    Scene("motel", 600, 1128, "From a motel window she photographs two men and a case"),
    Scene("motorway", 1128, 1728, "Back to the city, the motorway in the rain"),
    Scene("street", 1728, 2304, "Wet streets, lamps and neon; someone walks behind her"),
    Scene("bar", 2304, 2832, "The last guests of a bar, and a man who looks at the clock"),
    Scene("lift", 2832, 3408, "She takes the lift; between two floors the current is cut"),
    Scene("watchman", 3408, 3936, "The night watchman makes his round, torch in hand"),
    Scene("between", 3936, 4536, "In the dark of the cabin, a match; above it the cables"),
    Scene("current", 4536, 4968, "The watchman finds the switch, and the lift goes on where it had stopped"),
    Scene("darkroom", 4968, 5760, "The photograph comes up in the developer; the telephone again"),
)

TITLE = (24, 132)
"""First and stop frame of the film's title, over the first scene."""
END_CARD = (5544, 5760)


@dataclass(frozen=True, slots=True)
class Cue:
    """``bars`` bars of ``track`` from ``bar`` (0 is the first) on; its downbeat is at frame ``downbeat``."""

    id: str
    scene: str
    track: int
    bar: int
    bars: int
    downbeat: int
    take: int = 1
    notes: str = ""

    @property
    def film_in(self) -> int:
        return self.downbeat - LEAD

    @property
    def film_out(self) -> int:
        return self.film_in + self.bars * TRACKS[self.track - 1].bar

    @property
    def music_in(self) -> int:
        """Frames from the track's first instant."""
        return self.bar * TRACKS[self.track - 1].bar


CUES = (
    Cue("telephone", "telephone", 1, 0, 7, 168),
    Cue("motel", "motel", 2, 1, 5, 648, notes="Starts one bar into the track."),
    Cue("motorway", "motorway", 3, 0, 10, 1152),
    Cue(
        "motorway-on", "motorway", 3, 14, 10, 1432, notes="The film skips four bars: a jump inside the music."
    ),
    Cue("street", "street", 4, 1, 6, 1752),
    Cue(
        "bar",
        "bar",
        5,
        1,
        7,
        2310,
        take=2,
        notes="The film has the second take: other notes over the same chords.",
    ),
    Cue("lift", "lift", 6, 0, 7, 2880, notes="A floor to every bar, until the current is cut."),
    Cue("watchman", "watchman", 7, 0, 8, 3432),
    Cue("between", "between", 8, 0, 5, 3960),
    Cue(
        "current",
        "current",
        6,
        7,
        4,
        4584,
        notes="The track goes on from the bar where the lift had stopped.",
    ),
    Cue("darkroom", "darkroom", 9, 0, 9, 5016),
)

UNUSED_TRACK = 10

RINGS = ((140, 188), (260, 308), (380, 428), (500, 548))
"""First and stop frame of each ring of the telephone in the first scene."""
LAST_RING = (5360, 5400)
"""The ring in the last scene; she lifts the receiver at its stop frame."""
SHUTTER = (820, 940, 1036)
"""Frames at which she presses the shutter in the motel window."""
CURRENT_CUT = CUES[6].film_out
"""The frame at which the lift stops and its light goes out."""
CURRENT_BACK = CUES[9].downbeat - LEAD
MATCH_STRUCK = 3990
MATCH_OUT = 4490
WATCHMAN_HEARS = 4496
"""She knocks on the cabin's wall from this frame on, three times, ``KNOCKS`` apart; he stops."""
KNOCKS = 12
IMAGE_SEEN = 5300
"""By this frame the photograph is fully there."""

WIPER_STROKE = 14
"""Frames of one stroke of the wipers: half a bar, there and back from the motorway's first downbeat on."""
PASSING_CARS = (1236, 1380, 1536, 1662)
"""Frames at which a car from the other side passes the windscreen."""
HER_STEPS = (*range(1736, 2116, 13), *range(2182, 2282, 13))
"""Frames at which one of her heels meets the wet pavement; between, she stands before a shop window."""
HIS_STEPS = (*range(1792, 2142, 16), *range(2206, 2304, 16))
"""Frames at which the man in the hat sets down a foot, at a distance; he stops two steps after her."""
LIFT_DOORS = (2838, 2862)
"""First and stop frame of the lift's gate as it closes."""
LIFT_ARRIVES = CUES[9].film_out
"""The frame at which the lift stands at the ninth floor; its gate opens then."""
WATCHMAN_STEPS = range(3420, 3880, 23)
RECEIVER_UP = LAST_RING[1]

LAST_ROUND = 2592
"""The barman: "Last round, gentlemen." Each of these lines is over two seconds later."""
ANYBODY_THERE = 3882
"""The watchman, up the staircase."""
HOLD_ON = 4538
"""The watchman, to whoever knocked: "Hold on, I've got it." """
NIGHT_DESK = 5406
"""The voice in the receiver: "Night desk." """
I_HAVE_IT = 5440
"""She, at last: "I have it. All three of them." """
