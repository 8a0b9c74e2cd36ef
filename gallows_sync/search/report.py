"""What a search found, for scripts (JSON, version 1) and for people (lines of text)."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from gallows_sync.core.cue_map import CueMap
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.core.times import format_time
from gallows_sync.search.run import SearchResult, Unsearched

WANDERS_S = 0.001
"""From here on (s, RMS) it is worth a word how far the music strays from a straight line."""


def report_json(result: SearchResult) -> str:
    """Return the report as JSON; all times in seconds from the film's and the recording's first instant.

    Keys besides the contract's: a segment's ``take`` (null: the track as the album has it), ``residual`` (s,
    RMS from the line), ``fit`` and ``rivals``; ``sightings``, the best that was seen of each absent track;
    ``unsearched``, the recordings that could not be searched for.
    """
    film = result.film
    report: dict[str, Any] = {
        "version": 1,
        "film": {
            "duration": float(film.duration),
            "frame_rate": None if film.frame_rate is None else str(film.frame_rate),
        },
        "segments": [_segment(found) for found in result.found],
        "absent": [unfound.track for unfound in result.unfound],
        "seconds": {
            "decode": round(result.decode_s, 3),
            "search": round(result.search_s, 3),
            "total": round(result.total_s, 3),
        },
        "sightings": [
            {
                "track": unfound.track,
                "film": unfound.film_s,
                "music": unfound.music_s,
                "strength": unfound.strength,
            }
            for unfound in result.unfound
            if unfound.strength is not None
        ],
        "unsearched": [
            {"track": one.track, "take": one.take, "reason": one.reason} for one in result.unsearched
        ],
    }
    return json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _segment(found: Found) -> dict[str, Any]:
    return {
        "track": found.track,
        "film_in": float(found.film.film_in),
        "film_out": float(found.film.film_out),
        "music_in": float(found.music_in),
        "speed": float(found.speed),
        "confidence": float(found.confidence),
        "take": found.take,
        "residual": found.residual_s,
        "fit": found.fit,
        "rivals": [{"take": r.take, "fit": r.fit, "equal": r.equal} for r in found.rivals],
    }


def summary(result: SearchResult, cue_map: CueMap) -> Iterator[str]:
    """Yield a line for each stretch in film order, then for each track that was not found or not searched."""
    for found in result.found:
        yield _found_line(found, cue_map)
    for unfound in result.unfound:
        yield _unfound_line(unfound, cue_map)
    for unsearched in result.unsearched:
        yield f"problem: {_unsearched_line(unsearched, cue_map)}"


def _found_line(found: Found, cue_map: CueMap) -> str:
    music_out = found.music_in + found.film.duration * found.speed
    parts = [
        f"{_named(found.track, cue_map)}: film {_clock(found.film.film_in)} to {_clock(found.film.film_out)}",
        f"music {_clock(found.music_in, hours=False)} to {_clock(music_out, hours=False)}",
        f"speed {float(found.speed):.6f}",
        f"confidence {float(found.confidence):.2f}",
    ]
    if found.residual_s >= WANDERS_S:
        parts.append(f"its speed wanders, {1000 * found.residual_s:.1f} ms off a straight line")
    if found.take is not None or found.rivals:
        parts.append(_which_recording(found))
    return ", ".join(parts)


def _which_recording(found: Found) -> str:
    equal = [_take(rival.take) for rival in found.rivals if rival.equal]
    others = [rival for rival in found.rivals if not rival.equal]
    words = f"it is {_take(found.take)}"
    if equal:
        words += f" or, equally, {' or '.join(equal)}"
    if others:
        next_best = max(others, key=lambda rival: rival.fit)
        words += f" (fits by {found.fit:.2f}; {_take(next_best.take)} by {next_best.fit:.2f})"
    return words


def _take(take: str | None) -> str:
    return "the album's recording" if take is None else f"take {take}"


def _unfound_line(unfound: Unfound, cue_map: CueMap) -> str:
    words = f"{_named(unfound.track, cue_map)}: not found"
    if unfound.strength is None or unfound.film_s is None or unfound.music_s is None:
        return f"{words}; nothing like it was heard"
    film, music = Fraction(unfound.film_s), Fraction(unfound.music_s)
    return (
        f"{words}; most like it, but not enough to claim it: film {_clock(film)} "
        f"with music {_clock(music, hours=False)}, strength {unfound.strength:.2f}"
    )


def _unsearched_line(unsearched: Unsearched, cue_map: CueMap) -> str:
    take = "" if unsearched.take is None else f", take {unsearched.take}"
    return f"{_named(unsearched.track, cue_map)}{take}: not searched for: {unsearched.reason}"


def _named(number: int, cue_map: CueMap) -> str:
    track = cue_map.track(number)
    return f"track {number}" if track is None else f"track {number}, {track.title}"


def _clock(seconds: Fraction, *, hours: bool = True) -> str:
    return format_time(round(seconds, 3), hours=hours)
