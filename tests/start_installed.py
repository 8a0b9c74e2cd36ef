"""Start the installed program as a stranger would; ``make wheel-check`` runs this with its Python.

It checks what a wheel can get wrong: the command, the shipped files, and a demo that plays. It needs a
screen, and no sound card.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

COMMAND = Path(sysconfig.get_path("scripts")) / "gallows-sync"
START_S = 60.0
"""How long the demo may take from its start to a running playhead; generous, as the machine may be busy."""


def run(*arguments: str, statuses: tuple[int, ...] = (0,)) -> str:
    """Run the command to its end and return what it printed; fail when its exit status is another."""
    done = subprocess.run(
        [COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=START_S,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode in statuses, f"gallows-sync {' '.join(arguments)}: {done.returncode}\n{said}"
    assert "Traceback" not in said, said
    return done.stdout


def measurements(path: Path) -> list[dict[str, object]]:
    """Return the whole lines that the running program has written so far."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def shows_and_plays(lines: list[dict[str, object]]) -> bool:
    """Say whether the jump to the first cue brought a picture and a sound, and the playhead moves."""
    jumped = any(line["event"] == "jump" for line in lines)
    playheads = {line["playhead_s"] for line in lines if line["event"] == "playhead"}
    return jumped and len(playheads) > 1


def check_demo_plays(film: Path, album: Path, cue_map: Path) -> None:
    """Play the demo until its measurements show that it does, then end the program; fail when they do not."""
    from gallows_sync.formats.cue_map_yaml import read_cue_map

    with tempfile.TemporaryDirectory() as folder:
        stats, log = Path(folder, "stats.jsonl"), Path(folder, "log")
        cue = read_cue_map(cue_map).cue_map.cues[0].id
        options = {"--film": film, "--album": album, "--cues": cue_map, "--cue": cue, "--stats": stats}
        # Settings go into the same folder: a check leaves nothing behind in the home of whoever runs it.
        environment = dict(os.environ, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder)
        with log.open("wb") as output:
            program = subprocess.Popen(
                [COMMAND, "play", *(str(part) for option in options.items() for part in option)],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            deadline = time.monotonic() + START_S
            while not shows_and_plays(measurements(stats)):
                said = f"{measurements(stats)}\n{log.read_text(encoding='utf-8', errors='replace')}"
                assert program.poll() is None, f"the demo ended with {program.returncode}:\n{said}"
                assert time.monotonic() < deadline, f"the demo does not play:\n{said}"
                time.sleep(0.2)
        finally:
            program.terminate()
            program.wait()


def main() -> None:
    """Go through everything once; the first thing that is wrong ends the run with its text."""
    from gallows_sync import __file__ as package_file
    from gallows_sync import __version__
    from gallows_sync.shipped import shipped_cue_maps, shipped_path

    assert Path(package_file).is_relative_to(sys.prefix), f"{package_file} is not the installed program"
    assert __version__ in run("--version")
    assert list(Path(package_file).parent.glob("formats/*.json")), "the schema of cue maps is missing"
    for cue_map in shipped_cue_maps():
        run("check", str(cue_map))
    demo_map = shipped_path("cues/demo.yaml")
    film, album = shipped_path("assets/demo/film.mkv"), shipped_path("assets/demo/album")
    run("check", str(demo_map), "--film", str(film), "--album", str(album))
    assert "libVLC" in run("doctor", statuses=(0, 1))  # 1: it finds no sound card here, and says so
    check_demo_plays(film, album, demo_map)


if __name__ == "__main__":
    main()
