"""A film with a known truth, made of the demo's album, to measure the search with; and how a run is measured.

    python tests/benchmarks/alignment_case.py FOLDER [--minutes 20] [--seed 1]

Writes ``film.mkv`` (lossless sound, a black picture), ``album/`` and ``truth.json`` into a new folder; needs
``ffmpeg``. The album's tracks are four of the demo's, each played at four speeds one after the other. In the
film lie excerpts of each, hiss all along, and between them the same tunes at other speeds.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEMO_ALBUM = Path(__file__).resolve().parents[2] / "assets" / "demo" / "album"
TRACKS = 4

SLOWER = (1.0, 1.14, 1.29, 1.45)
"""How much longer a track lasts, and lower it sounds, each time that it is played."""
OTHER_SLOWER = (1.21, 1.37)
"""The same where it stands for other music: so far from the others that no copy of a film runs so."""

RATE_HZ = 44_100

MUSIC_LEVEL = 0.8
HISS_LEVEL = 0.01


@dataclass(frozen=True, slots=True)
class Segment:
    """A true stretch; ``music = music_in + (film - film_in) * speed`` (s)."""

    track: int
    film_in: float
    film_out: float
    music_in: float
    speed: float


@dataclass(frozen=True, slots=True)
class Case:
    """A film, its album's files by track number, and where they truly sound in it."""

    film: Path
    album: Path
    tracks: Mapping[int, Path]
    segments: Sequence[Segment]
    minutes: float


def read_case(folder: Path) -> Case:
    """Return the case that lies in ``folder``."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return Case(
        film=folder / truth["film"],
        album=folder / "album",
        tracks={each["track"]: folder / each["file"] for each in truth["tracks"]},
        segments=[_segment(each) for each in truth["segments"]],
        minutes=truth["minutes"],
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, with all that it started: seconds, processor seconds, peak memory (MiB)."""

    seconds: float
    processor: float
    memory: float


def run(command: Sequence[str | Path], folder: Path) -> tuple[Cost, str]:
    """Run ``command``, which finds nothing that an earlier run kept, and return its cost and output.

    ``folder`` must be empty: what the command would keep for the next time goes there.

    Raises:
        SystemExit: it failed; what it said is shown.
    """
    kept = {name: str(folder / name) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    output, complaints = folder / "output", folder / "complaints"
    with output.open("wb") as out, complaints.open("wb") as err:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, **kept})
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said = complaints.read_text(encoding="utf-8", errors="replace")
    # 1 is what this program ends with where something was not found, and Python where it broke off.
    if process.returncode not in (0, 1) or "Traceback" in said:
        print(said, file=sys.stderr)
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    cost = Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return cost, output.read_text(encoding="utf-8", errors="replace")


def align(film: Path, album: Path, folder: Path) -> tuple[Cost, list[Segment]]:
    """Have this program search; return what it cost and what it found."""
    report = folder / "report.json"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "gallows_sync",
        "align",
        "--film",
        film,
        "--album",
        album,
    ]
    cost, _ = run([*command, "--output", folder / "map.yaml", "--report", report], folder)
    found = json.loads(report.read_text(encoding="utf-8"))["segments"]
    return cost, [_segment(each) for each in found]


def _segment(values: Mapping[str, float]) -> Segment:
    return Segment(
        track=int(values["track"]),
        film_in=values["film_in"],
        film_out=values["film_out"],
        music_in=values["music_in"],
        speed=values["speed"],
    )


# -- making one


def make_case(folder: Path, minutes: float, seed: int) -> None:
    """Make film, album and truth in ``folder``, the same for the same ``seed``."""
    import numpy as np

    (folder / "album").mkdir(parents=True)
    rng = np.random.default_rng(seed)
    film = (HISS_LEVEL * rng.standard_normal(round(minutes * 60 * RATE_HZ))).astype(np.float32)
    tracks = []
    pieces: list[tuple[int | None, NDArray[np.float32]]] = []
    for number, path in enumerate(_demo_tracks(), start=1):
        played = _played(path, SLOWER)
        name = f"album/{path.stem}.wav"
        _write(folder / name, played)
        title = path.stem.partition(" - ")[2]
        tracks.append({"track": number, "title": title, "file": name, "present": True})
        # Where there is room, a track is used more than once; the first two also come as other music.
        pieces += [(number, played)] * max(1, round(minutes / 12))
        if number <= 2:
            pieces.append((None, _played(path, OTHER_SLOWER)))
    order = rng.permutation(len(pieces))
    room = len(film) // len(pieces)
    segments = []
    for place, piece in enumerate(order):
        number_or_none, music = pieces[piece]
        length = min(len(music), round(rng.uniform(12, 50) * RATE_HZ), int(0.8 * room))
        music_in = int(rng.integers(0, len(music) - length + 1))
        film_in = place * room + int(rng.integers(0, room - length))
        fade = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.02 * RATE_HZ))
        film[film_in : film_in + length] += MUSIC_LEVEL * fade * music[music_in : music_in + length]
        if number_or_none is not None:
            start, stop = film_in / RATE_HZ, (film_in + length) / RATE_HZ
            segments.append(
                {
                    "track": number_or_none,
                    "film_in": start,
                    "film_out": stop,
                    "music_in": music_in / RATE_HZ,
                    "speed": 1.0,
                }
            )
    sound = folder / "film.wav"
    _write(sound, film)
    black = ("-f", "lavfi", "-i", f"color=black:size=64x48:rate=24:duration={minutes * 60}")
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac", "-shortest")
    command = ["ffmpeg", "-v", "error", *black, "-i", str(sound), *coded, str(folder / "film.mkv")]
    subprocess.run(command, check=True)
    sound.unlink()
    truth = {"film": "film.mkv", "minutes": minutes, "seed": seed, "tracks": tracks, "segments": segments}
    (folder / "truth.json").write_text(json.dumps(truth, indent=1), encoding="utf-8")


def _demo_tracks() -> list[Path]:
    return sorted(path for path in DEMO_ALBUM.glob("*.flac") if "(take" not in path.name)[:TRACKS]


def _played(path: Path, slower: Sequence[float]) -> "NDArray[np.float32]":
    """Return a track at each speed, one after the other, as mono."""
    import av
    import numpy as np
    import soxr

    with av.open(path) as container:
        blocks = [frame.to_ndarray().reshape(-1, 2) for frame in container.decode(audio=0)]
    mono = np.concatenate(blocks).mean(axis=1) / 32768
    turns = [soxr.resample(mono, RATE_HZ, RATE_HZ * times) for times in slower]
    return np.concatenate(turns).astype(np.float32)


def _write(path: Path, samples: "NDArray[np.float32]") -> None:
    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    make_case(chosen.folder, chosen.minutes, chosen.seed)


if __name__ == "__main__":
    main()
