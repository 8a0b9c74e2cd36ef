"""How the cost of the search grows: time, processor time and peak memory over the length of film and album.

    python tests/benchmarks/alignment_cost.py [--case FOLDER] [--minutes 40] [--rounds 3]

Searches all, half and a quarter of the film for the whole album, then all of it for half the album. The case
is the one in FOLDER, or a new one (see ``alignment_case.py``). Prints the medians of all rounds, each in a
process of its own that starts with nothing kept, decoding included, and which share of the whole's they are:
where cost grows with length, that is the share searched, save for what every start costs. Needs ``ffmpeg``.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from alignment_case import Case, Cost, align, read_case


def parts(case: Case, scratch: Path) -> Iterator[tuple[str, Path, Path]]:
    """Yield what is searched: its name, the film, the folder of the album; the whole comes first."""
    yield "all", case.film, case.album
    for name, share in (("½ film", 0.5), ("¼ film", 0.25)):
        film = scratch / f"{share:g}{case.film.suffix}"
        cut = ("-t", f"{case.minutes * 60 * share:.3f}", "-map", "0", "-c", "copy")
        subprocess.run(["ffmpeg", "-v", "error", "-i", str(case.film), *cut, str(film)], check=True)
        yield name, film, case.album
    half = scratch / "half of the album"
    half.mkdir()
    for path in list(case.tracks.values())[: max(1, len(case.tracks) // 2)]:
        os.symlink(path.absolute(), half / path.name)
    yield "½ album", case.film, half


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--case", type=Path, metavar="FOLDER")
    parser.add_argument("--minutes", type=float, default=40, help="of film, without --case")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = chosen.case
        if folder is None:
            folder = scratch / "case"
            maker = Path(__file__).with_name("alignment_case.py")
            subprocess.run([sys.executable, maker, folder, "--minutes", str(chosen.minutes)], check=True)
        case = read_case(folder)
        searched = list(parts(case, scratch))
        costs: dict[str, list[Cost]] = {part: [] for part, _, _ in searched}
        for _ in range(chosen.rounds):
            for part, film, album in searched:
                with tempfile.TemporaryDirectory(dir=scratch) as empty:
                    costs[part].append(align(film, album, Path(empty))[0])
    print(f"{case.minutes:g} minutes of film, {len(case.tracks)} tracks")
    print(f"{'':8} {'seconds':>16} {'processor s':>16} {'peak MiB':>16}")
    whole: dict[str, float] = {}
    for part, runs in costs.items():
        line = f"{part:8}"
        for what in ("seconds", "processor", "memory"):
            median = statistics.median(float(getattr(one, what)) for one in runs)
            line += f"{median:9.1f} ({median / whole.setdefault(what, median):4.2f}×)"
        print(line)


if __name__ == "__main__":
    main()
