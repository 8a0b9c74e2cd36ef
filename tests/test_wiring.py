"""The program as it is started: what the command line asks for is opened, played, measured and remembered."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gallows_sync.shipped import shipped_path

PATIENCE_S = 60.0
LOOK_EVERY_S = 0.1


def recorded(stats: Path) -> list[dict[str, object]]:
    """What the running program has measured so far; a line that is being written does not count yet."""
    text = stats.read_text(encoding="utf-8") if stats.exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def playheads(stats: Path) -> list[float]:
    found = (record["playhead_s"] for record in recorded(stats) if record["event"] == "playhead")
    return [place for place in found if isinstance(place, float)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot ask a program to end")
def test_play_opens_the_map_of_the_album_starts_at_the_cue_and_is_remembered_when_ended(
    tmp_path: Path,
) -> None:
    film, album = shipped_path("assets/demo/film.mkv"), shipped_path("assets/demo/album")
    stats, log = tmp_path / "stats.jsonl", tmp_path / "log"
    environment = dict(os.environ, XDG_CONFIG_HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path))
    asked = ("play", "--film", film, "--album", album, "--cue", "bar", "--stats", stats)
    with log.open("wb") as output:
        program = subprocess.Popen(
            [sys.executable, "-m", "gallows_sync", *map(str, asked)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
        )
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not any(place > 96.5 for place in playheads(stats)):
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            try:
                program.wait(LOOK_EVERY_S)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"ended by itself: {log.read_text(encoding='utf-8')}")
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE_S) == 0
    finally:
        program.kill()
        program.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8")
    jumps = [record["place_s"] for record in recorded(stats) if record["event"] == "jump"]
    assert jumps == [96.0]
    state = json.loads((tmp_path / "gallows-sync" / "state.json").read_text(encoding="utf-8"))
    assert (state["film"], state["album"]) == (str(film), str(album))
    assert state["cue_map"] == str(shipped_path("cues/demo.yaml"))
    assert 96.5 < state["position"] < 117.0
