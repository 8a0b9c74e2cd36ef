"""The cue maps that the golden files hold: ``python tests/formats/golden/regenerate.py`` writes them anew.

Run it from the project's root after a wanted change of how maps are written, and read the difference.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Source, Take, Track
from gallows_sync.formats.cue_map_yaml import new_text, parse_cue_map, updated_text

HERE = Path(__file__).parent

EVERYTHING = CueMap(
    Film(
        "Le Film: deuxième partie",
        also_known_as=("The Film", "1958"),
        director="A. Director",
        year=1958,
        duration=Fraction(5494),
        frame_rate=Fraction(24000, 1001),
        notes="Two lines,\nthe second one.",
        sources=(Source("a book, p. 12"), Source("a page", "https://example.org/?film=1")),
    ),
    Album(
        "L'Album",
        artist="A Quintet",
        year=1958,
        tracks=(
            Track(
                1,
                "Générique",
                Fraction(165),
                also_known_as=("Main Title",),
                personnel=("A. Trumpeter, trumpet", "A. Drummer, drums"),
                takes=(
                    Take("take-1", "Take 1", Fraction(170)),
                    Take("take-2", "Take 2", notes="the one heard"),
                ),
                sources=(Source("the sleeve"),),
            ),
            Track(2, "No", Fraction(4000)),
        ),
        notes="Mono.",
    ),
    (
        Cue(
            "generique",
            1,
            "The telephone; the titles",
            FilmSpan(Fraction(83456, 1000), Fraction(5641 * 1001, 24000)),
            music_in=Fraction(3, 2),
            speed=Fraction(25, 24),
            certainty=Certainty.ALIGNED,
            confidence=Fraction(97, 100),
            take="take-2",
            notes="It starts in the call.",
            sources=(Source("by ear"),),
        ),
        Cue("coda", 2, "# the end"),
    ),
)


def golden_texts() -> dict[str, str]:
    """Return the text of every golden file by its name."""
    written_by_hand = (HERE / "by_hand.yaml").read_bytes().decode()
    file = parse_cue_map(written_by_hand, HERE / "by_hand.yaml")
    first, second, third = file.cue_map.cues
    placed = replace(
        second,
        film=FilmSpan(Fraction(60), Fraction(75)),
        certainty=Certainty.ALIGNED,
        confidence=Fraction(9, 10),
    )
    corrected = replace(first, music_in=Fraction(101, 100), scene="Arrival at the station")
    new = Cue("between", 1, "Between the two")
    film = replace(file.cue_map.film, duration=Fraction(120), frame_rate=Fraction(25))
    changes = {
        "corrected.yaml": replace(file.cue_map, cues=(corrected, second, third)),
        "placed.yaml": replace(file.cue_map, film=film, cues=(first, placed, third)),
        "rearranged.yaml": replace(file.cue_map, cues=(third, new, first)),
    }
    texts = {name: updated_text(file, cue_map) for name, cue_map in changes.items()}
    return {"by_hand.yaml": written_by_hand, "everything.yaml": new_text(EVERYTHING), **texts}


if __name__ == "__main__":
    for name, text in golden_texts().items():
        (HERE / name).write_bytes(text.encode())
