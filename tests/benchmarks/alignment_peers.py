"""The search beside other programs for finding one sound in another: what each finds, how exactly, how fast.

    python tests/benchmarks/alignment_peers.py [--case FOLDER] [--minutes 20] [--rounds 3] [--peers PYTHON]

Looks for every track of an album in a film: the case in FOLDER (``film``, ``album/`` and ``truth.json`` as
``alignment_case.py`` writes them), or a new one. The peers are no part of this project. They and ``ffmpeg``
are looked for beside PYTHON, the interpreter of an environment of their own:

    python -m venv peers && peers/bin/pip install audio-offset-finder audalign

A peer that is not there is left out. A peer says where in the film a track would begin, without out point and
speed. So a claim is right when it is within half a second in the middle of a true stretch of its track; how
far it is off there is its error. Printed are the medians of all rounds, each in processes of its own that
start with nothing kept; of several processes, the memory is the largest one's. Other work on the machine
lengthens all alike: compare within one run only.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from alignment_case import Case, Cost, Segment, align, read_case, run

OURS = "gallows-sync align"
PEERS = {"audio-offset-finder": "audio_offset_finder", "audalign": "audalign"}
"""Their names, and the modules by which they are imported."""

RIGHT_S = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of true stretches found and of claims that are right; the errors (ms) of what was found."""

    recall: float
    precision: float
    median_ms: float
    worst_ms: float


def score(truth: Sequence[Segment], claims: Sequence[Segment]) -> Score:
    """Hold ``claims`` against ``truth``, in the middle of each true stretch."""
    errors: list[float] = []
    right: set[int] = set()
    for segment in truth:
        film_s = (segment.film_in + segment.film_out) / 2
        music_s = segment.music_in + (film_s - segment.film_in) * segment.speed
        off = {
            place: abs(claim.music_in + (film_s - claim.film_in) * claim.speed - music_s)
            for place, claim in enumerate(claims)
            if claim.track == segment.track and claim.film_in <= film_s < claim.film_out
        }
        near = {place: error for place, error in off.items() if error < RIGHT_S}
        right |= near.keys()
        if near:
            errors.append(min(near.values()) * 1000)
    return Score(
        recall=len(errors) / len(truth),
        precision=len(right) / len(claims) if claims else math.nan,
        median_ms=statistics.median(errors) if errors else math.nan,
        worst_ms=max(errors, default=math.nan),
    )


def starts(peer: str, film: str, tracks: Mapping[str, str]) -> dict[str, list[float]]:
    """Ask ``peer``, here in its own environment, at which film times (s) each track would begin."""
    if peer == "audio-offset-finder":
        find = import_module("audio_offset_finder.audio_offset_finder").find_offset_between_files
        return {number: [float(find(film, path)["time_offset"])] for number, path in tracks.items()}
    audalign = import_module("audalign")
    recognizer = audalign.CorrelationRecognizer()
    recognizer.config.filter_matches = 0.3  # of the highest peak's height: its list ends at the thirtieth
    (album,) = {os.path.dirname(path) for path in tracks.values()}
    found = (audalign.recognize(film, album, recognizer=recognizer) or {"match_info": {}})["match_info"]
    begin: dict[str, list[float]] = {}
    for number, path in tracks.items():
        kept = begin[number] = []
        for offset in found.get(os.path.basename(path), {}).get("offset_seconds", []):
            # The surest comes first; what is next to it is the same peak.
            if all(abs(-offset - other) > RIGHT_S for other in kept):
                kept.append(-offset)
    return begin


def ask_peer(python: str, peer: str, case: Case, folder: Path) -> tuple[Cost, list[Segment]]:
    """Run ``peer`` on the whole case in a process of its own."""
    tracks = {str(number): str(path) for number, path in case.tracks.items()}
    cost, said = run([python, __file__, "--ask", json.dumps([peer, str(case.film), tracks])], folder)
    begins = json.loads(said.splitlines()[-1])
    return cost, [
        Segment(int(number), max(begin, 0), math.inf, max(-begin, 0), 1.0)
        for number in begins
        for begin in begins[number]
    ]


def is_there(python: str, module: str) -> bool:
    look = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([python, "-c", look], check=False).returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--case", type=Path, metavar="FOLDER")
    parser.add_argument("--minutes", type=float, default=20, help="of film, without --case")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--peers", default=sys.executable, metavar="PYTHON", help="where the peers are installed"
    )
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.ask is not None:
        print("\n" + json.dumps(starts(*json.loads(chosen.ask))))
        return
    kinds = [OURS]
    for peer, module in PEERS.items():
        if shutil.which("ffmpeg") is None:
            print(f"{peer} is left out: it needs ffmpeg, which is not installed")
        elif not is_there(chosen.peers, module):
            print(f"{peer} is left out: {chosen.peers} -m pip install {peer} would bring it")
        else:
            kinds.append(peer)
    with tempfile.TemporaryDirectory() as scratch:
        compare(chosen, kinds, Path(scratch))


def compare(chosen: argparse.Namespace, kinds: Sequence[str], scratch: Path) -> None:
    folder = chosen.case
    if folder is None:
        folder = scratch / "case"
        maker = Path(__file__).with_name("alignment_case.py")
        subprocess.run([sys.executable, maker, folder, "--minutes", str(chosen.minutes)], check=True)
    case = read_case(folder)
    costs: dict[str, list[Cost]] = {kind: [] for kind in kinds}
    scores: dict[str, list[Score]] = {kind: [] for kind in kinds}
    for round_number in range(chosen.rounds):
        for kind in kinds:
            empty = scratch / f"{round_number} {kind}"
            empty.mkdir()
            if kind == OURS:
                cost, claims = align(case.film, case.album, empty)
            else:
                cost, claims = ask_peer(chosen.peers, kind, case, empty)
            costs[kind].append(cost)
            scores[kind].append(score(case.segments, claims))
            shutil.rmtree(empty)
    print(
        f"{case.minutes:g} minutes of film, {len(case.tracks)} tracks, {len(case.segments)} stretches to find"
    )
    print(
        f"{'':20} {'found':>6} {'right':>6} {'error ms':>9} {'worst':>8}"
        f" {'seconds':>17} {'processor s':>17} {'MiB':>6}"
    )
    base = {what: middle(costs[OURS], what) for what in ("seconds", "processor")}
    for kind in kinds:
        recall, precision, error, worst = (
            middle(scores[kind], what) for what in ("recall", "precision", "median_ms", "worst_ms")
        )
        times = "".join(
            f"{middle(costs[kind], what):9.1f} ({middle(costs[kind], what) / base[what]:4.2f}×)"
            for what in base
        )
        print(
            f"{kind:20} {recall:6.2f} {precision:6.2f} {error:9.2f} {worst:8.2f}"
            f" {times} {middle(costs[kind], 'memory'):6.0f}"
        )


def middle(rounds: Sequence[Cost] | Sequence[Score], what: str) -> float:
    return statistics.median(float(getattr(one, what)) for one in rounds)


if __name__ == "__main__":
    main()
