"""What this system has of what the program needs, and what to install where something is missing."""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gallows_sync.host import Advice, Host, advice_here
from gallows_sync.playback.libvlc import WORD_BITS, LibVlcError, check_plugins, find_libvlc

DECODERS = (
    *("h264", "hevc", "mpeg2video"),
    *("aac", "ac3", "dca", "flac", "mp3", "opus", "truehd", "vorbis"),
)
"""What films and albums mostly come in, by FFmpeg's names (``dca`` is DTS)."""

LEAST_ROOM_MIB = 200
ANSWER_S = 30.0
"""How long a library may take to answer; a sound server that hangs must not hang the doctor."""

_REINSTALL = "Install the program again: pip install --force-reinstall gallows-sync"
_REPORT = "This should not happen: please report it, with the text of this line."

_PORTAUDIO: Advice = {
    Host.DEBIAN: "Install it with: sudo apt install libportaudio2 libasound2-plugins",
    Host.FEDORA: "Install it with: sudo dnf install portaudio",
    Host.ARCH: "Install it with: sudo pacman -S portaudio",
    Host.MACOS: _REINSTALL,
    Host.WINDOWS: _REINSTALL,
    Host.OTHER: "Install PortAudio from your system's packages.",
}
_SOUND_CARD: Advice = {
    Host.DEBIAN: "Connect a sound card, or start PipeWire or PulseAudio with libasound2-plugins.",
    Host.OTHER: "Connect a sound output, or switch one on in the system's sound settings.",
}
_WINDOW_LIBRARIES: Advice = {
    Host.DEBIAN: "Install what its windows need with: sudo apt install libegl1 libgl1 libdbus-1-3 "
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 "
    "libxcb-render-util0 libxcb-xinerama0",
    Host.FEDORA: "Install what its windows need with: sudo dnf install mesa-libEGL mesa-libGL "
    "libxkbcommon-x11 xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm",
    Host.ARCH: "Install what its windows need with: sudo pacman -S libglvnd libxkbcommon-x11 "
    "xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm",
    Host.MACOS: _REINSTALL,
    Host.WINDOWS: _REINSTALL,
    Host.OTHER: "Install EGL, libxkbcommon-x11 and the xcb-util libraries from your system's packages.",
}
_UNREACHABLE = "could not connect to display"
_NO_DISPLAY = "Start the program in a desktop session; over ssh, with ssh -X."

# Asked of a Python of its own: Qt ends its process when it finds no display; ALSA writes on standard error.
_ASK_SOUND = """
import json, sounddevice
device = sounddevice.query_devices(kind="output")
host = sounddevice.query_hostapis(device["hostapi"])["name"]
print(json.dumps([f'{device["name"]} ({host})', sounddevice.get_portaudio_version()[1]]))
"""
_ASK_QT = """
import json
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
print(json.dumps(["Qt", qVersion()]), flush=True)
application = QGuiApplication([])
size = application.primaryScreen().size()
print(json.dumps([application.platformName(), f"{size.width()}x{size.height()}"]))
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``advice`` says what to do and is there whenever it is not ``ok``."""

    name: str
    ok: bool
    text: str
    advice: str | None = None


def examine() -> Iterator[Finding]:
    """Look at everything the program needs, one finding after the other; nothing is raised."""
    probes: dict[str, Callable[[], Iterator[Finding]]] = {
        "Python": _python,
        "libVLC": _libvlc,
        "FFmpeg": _ffmpeg,
        "Sound": _sound,
        "Qt": _qt,
        "Temporary files": _temporary_files,
    }
    for name, probe in probes.items():
        try:
            yield from probe()
        # Whatever a broken installation throws is what this command is there to show.
        except Exception as error:
            yield Finding(name, False, f"cannot be examined: {_one_line(repr(error))}", _REPORT)


def _python() -> Iterator[Finding]:
    yield Finding("Python", True, f"{platform.python_version()}, {WORD_BITS}-bit, {platform.platform()}")


def _libvlc() -> Iterator[Finding]:
    try:
        libvlc = find_libvlc()
        check_plugins()
    except LibVlcError as error:
        yield Finding("libVLC", False, str(error), error.advice)
    else:
        yield Finding("libVLC", True, f"{libvlc.version} with its plugins ({libvlc.path})")


def _ffmpeg() -> Iterator[Finding]:
    try:
        import av
    except ImportError as error:
        yield Finding("FFmpeg", False, f"PyAV cannot be loaded: {_one_line(str(error))}", _REINSTALL)
        return
    version = ".".join(map(str, av.library_versions["libavcodec"]))
    yield Finding("FFmpeg", True, f"libavcodec {version} (PyAV {av.__version__})")
    missing = [name for name in DECODERS if name not in av.codecs_available]
    if missing:
        yield Finding("Decoders", False, f"missing: {', '.join(missing)}", _REINSTALL)
    else:
        yield Finding("Decoders", True, ", ".join(DECODERS))


def _sound() -> Iterator[Finding]:
    answers, complaint = _ask(_ASK_SOUND)
    if answers:
        device, version = answers[0]
        yield Finding("Sound", True, f"{device}; {version}")
    elif "PortAudio library not found" in complaint:
        yield Finding(
            "Sound", False, "PortAudio, which plays the sound, was not found.", advice_here(_PORTAUDIO)
        )
    elif "PortAudioError" in complaint:
        text = "there is no sound output; films play in silence."
        yield Finding("Sound", False, text, advice_here(_SOUND_CARD))
    else:
        yield Finding("Sound", False, f"sound cannot be examined: {complaint}", _REINSTALL)


def _qt() -> Iterator[Finding]:
    answers, complaint = _ask(_ASK_QT)
    if not answers:
        yield Finding("Qt", False, f"Qt cannot be loaded: {complaint}", advice_here(_WINDOW_LIBRARIES))
        return
    yield Finding("Qt", True, answers[0][1])
    if len(answers) > 1:
        window_system, size = answers[1]
        yield Finding("Display", True, f"{window_system}, {size}")
    elif not _display_named():
        yield Finding("Display", False, "neither DISPLAY nor WAYLAND_DISPLAY is set.", _NO_DISPLAY)
    elif _UNREACHABLE in complaint:
        yield Finding("Display", False, f"no window can be opened: {complaint}", _NO_DISPLAY)
    else:
        text = f"no window can be opened: {complaint}"
        yield Finding("Display", False, text, advice_here(_WINDOW_LIBRARIES))


def _display_named() -> bool:
    named = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return named or sys.platform in ("win32", "darwin")


def _temporary_files() -> Iterator[Finding]:
    advice = "Make room on that disk, or name another folder in the environment variable TMPDIR."
    try:
        with tempfile.TemporaryFile():
            folder = tempfile.gettempdir()
        free_mib = shutil.disk_usage(folder).free // 2**20
    except OSError as error:
        yield Finding("Temporary files", False, f"cannot be written: {_one_line(str(error))}", advice)
        return
    enough = free_mib >= LEAST_ROOM_MIB
    text = f"{free_mib} MiB free in {folder}"
    yield Finding("Temporary files", enough, text, None if enough else advice)


def _ask(program: str) -> tuple[list[list[str]], str]:
    """Run ``program`` in a Python of its own; return its lines of JSON and the gist of its complaint."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=ANSWER_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [], f"no answer in {ANSWER_S:.0f} s"
    answers: list[list[str]] = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    # Qt names the cause first, then blames a library in any case, and ends with a list of its plugins;
    # a traceback has the cause in its last line.
    for sign in (_UNREACHABLE, "is needed to load"):
        for line in lines:
            if sign in line:
                return answers, _one_line(line)
    return answers, _one_line(lines[-1]) if lines else f"exit status {done.returncode}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
