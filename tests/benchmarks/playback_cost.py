"""What playing costs: processor time and memory, against a bare libVLC player in the same run.

    python tests/benchmarks/playback_cost.py [--film FILE] [--seconds 8] [--rounds 3]

Plays the film (the demo, unless another is named) in processes of their own, one after the other, several
times round: libVLC alone, drawing every picture into memory and its sound into nothing; this program's
playback with one deck; the same with a deck waiting at every cue of the demo. Prints the median of each, and
how many times the bare player's it is. Sound goes to the system clock and no picture to a window, so neither
sound card nor screen is needed. Other work on the machine lengthens all alike: compare within one run only.
"""

import argparse
import ctypes
import json
import resource
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.media.album import read_album
from gallows_sync.media.decode import RecordingReader
from gallows_sync.media.film import probe_film
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.media.matching import match_album
from gallows_sync.media.stills import Stills
from gallows_sync.playback.conform import PlacedMusic
from gallows_sync.playback.film_player import VlcClock, VlcLibrary
from gallows_sync.playback.output import SilentOutput
from gallows_sync.playback.ports import Picture
from gallows_sync.playback.transport import Parts, Transport
from gallows_sync.shipped import shipped_path

WARM_UP_S = 4.0
"""Decks are sent to their places one after the other; measured is their waiting, not the way there."""

KINDS = ("libVLC alone", "one deck", "all decks")


def bare_player(film: Path, seconds: float) -> dict[str, float]:
    """Play with libVLC and nothing of ours."""
    import vlc

    instance = vlc.Instance("--quiet", "--aout=adummy", "--vout=vmem", "--avcodec-hw=none", "--no-spu")
    player = instance.media_player_new()
    player.set_media(instance.media_new_path(str(film)))
    player.video_set_format("RV32", 1280, 720, 1280 * 4)
    picture = (ctypes.c_char * (1280 * 720 * 4))()

    def lock(_opaque: object, planes: "ctypes._Pointer[ctypes.c_void_p]") -> None:
        planes[0] = ctypes.addressof(picture)

    lock_callback = vlc.CallbackDecorators.VideoLockCb(lock)
    player.video_set_callbacks(lock_callback, None, None, None)
    player.play()
    measured = measure(seconds)
    player.stop()
    return measured


def our_player(film_path: Path, seconds: float, decks: int) -> dict[str, float]:
    """Play with this program's playback, the demo's music under the film."""
    film = probe_film(film_path)
    cue_map = read_cue_map(shipped_path("cues/demo.yaml")).cue_map
    match = match_album(cue_map.album, read_album(shipped_path("assets/demo/album")))
    library = VlcLibrary()
    shown: list[Picture] = []
    transport = Transport(
        Parts(
            clock=VlcClock(),
            make_deck=library.deck,
            open_output=SilentOutput,
            open_film_sound=FilmSound,
            open_stills=Stills,
            open_recording=RecordingReader,
            deck_limit=lambda _: decks,
        ),
        changed=lambda: None,
        show=lambda picture: shown.__setitem__(slice(None), [picture]),
    )
    transport.start()
    transport.open(film)
    transport.lay([PlacedMusic(cue, match.recording_for(cue)) for cue in cue_map.cues])
    transport.expect([cue.film.film_in for cue in cue_map.cues if cue.film is not None])
    transport.play()
    measured = measure(seconds)
    transport.close()
    library.close()
    return measured


def measure(seconds: float) -> dict[str, float]:
    """Let it play; return processor seconds a minute and peak memory (MiB)."""
    pause = threading.Event()
    pause.wait(WARM_UP_S)
    began, used = time.monotonic(), time.process_time()
    pause.wait(seconds)
    lasted = time.monotonic() - began
    return {
        "processor": (time.process_time() - used) * 60 / lasted,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--film", type=Path, default=shipped_path("assets/demo/film.mkv"))
    parser.add_argument("--seconds", type=float, default=8.0, help="measured in each process")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", choices=KINDS, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one is not None:
        decks = {"one deck": 1, "all decks": 12}.get(chosen.one)
        result = (
            bare_player(chosen.film, chosen.seconds)
            if decks is None
            else our_player(chosen.film, chosen.seconds, decks)
        )
        print(json.dumps(result))
        return
    results: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
    for _ in range(chosen.rounds):
        for kind in KINDS:
            command = [sys.executable, __file__, "--one", kind]
            command += ["--film", str(chosen.film), "--seconds", str(chosen.seconds)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            results[kind].append(json.loads(done.stdout.splitlines()[-1]))
    print(f"{'':14} {'processor s a minute':>22} {'peak MiB':>16}")
    medians = {
        kind: {what: statistics.median(run[what] for run in runs) for what in ("processor", "memory")}
        for kind, runs in results.items()
    }
    bare = medians[KINDS[0]]
    for kind, found in medians.items():
        processor, memory = found["processor"], found["memory"]
        print(
            f"{kind:14} {processor:14.1f} ({processor / bare['processor']:4.2f}×)"
            f" {memory:8.0f} ({memory / bare['memory']:4.2f}×)"
        )


if __name__ == "__main__":
    main()
