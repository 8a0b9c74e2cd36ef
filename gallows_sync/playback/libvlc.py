"""Find libVLC through python-vlc, and say in words why it cannot be used when it cannot."""

import contextlib
import re
import struct
import sys
from dataclasses import dataclass
from enum import Enum

from gallows_sync.errors import GallowsSyncError
from gallows_sync.host import Host, advice_here

WORD_BITS = struct.calcsize("P") * 8
"""This Python's word size; a library must have the same to be loaded."""

OLDEST = (3, 0, 0)
"""The memory outputs and the pausable clock that playback is built on work from this version on."""

FIRST_UNSUPPORTED = (4, 0, 0)
"""VLC 4 has another clock and another callback interface."""

_INSTALL = {
    Host.DEBIAN: "Install it with: sudo apt install libvlc5 vlc-plugin-base",
    Host.FEDORA: "Install it with: sudo dnf install vlc vlc-plugins-base vlc-plugin-ffmpeg",
    Host.ARCH: "Install it with: sudo pacman -S vlc vlc-plugins-all",
    Host.MACOS: "Install VLC 3 from videolan.org into Applications, in the edition for this Mac's processor "
    "(Apple silicon or Intel), which must be Python's too.",
    Host.WINDOWS: f"Install VLC 3 from videolan.org, in the {WORD_BITS}-bit edition like this Python.",
    Host.OTHER: "Install VLC 3 with its plugins from your system's packages; its library is called libvlc.",
}


class Problem(Enum):
    """Why libVLC cannot be used."""

    MISSING = "missing"
    TOO_OLD = "too old"
    TOO_NEW = "too new"
    WRONG_WORD_SIZE = "wrong word size"
    NO_PLUGINS = "no plugins"


class LibVlcError(GallowsSyncError):
    """libVLC cannot be used; ``problem`` says why and ``advice`` what to install on this system."""

    def __init__(self, problem: Problem, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = problem
        self.advice = advice_here(_INSTALL)


@dataclass(frozen=True, slots=True)
class LibVlc:
    """The libVLC that python-vlc loaded: its version ("3.0.24") and the library's name or path."""

    version: str
    path: str


def find_libvlc() -> LibVlc:
    """Load libVLC and return what was loaded; call it again after an installation, nothing is remembered.

    Raises:
        LibVlcError: it is missing, of an unsupported version, or made for another word size than this Python.
    """
    try:
        # python-vlc may change the current folder on Windows and not come back when loading fails.
        with contextlib.chdir("."):
            import vlc
        version_text: str = vlc.libvlc_get_version().decode(errors="replace")
    except (ImportError, OSError, NotImplementedError, NameError, KeyError, SystemExit) as error:
        # Without a library python-vlc either fails to import, each system in its own way, or binds to this
        # process, which lacks the functions (a NameError at the call) and must not be taken for it next time.
        sys.modules.pop("vlc", None)
        raise _why_not_loaded(error) from error
    version = _version(version_text)
    if version < OLDEST:
        raise LibVlcError(Problem.TOO_OLD, f"libVLC {_text(version)} is too old; version 3 is needed.")
    if version >= FIRST_UNSUPPORTED:
        raise LibVlcError(
            Problem.TOO_NEW, f"libVLC {_text(version)} is not supported yet; version 3 is needed."
        )
    return LibVlc(_text(version), str(vlc.dll._name))


def check_plugins() -> None:
    """Start libVLC once and stop it: it refuses to start when it finds none of its plugins.

    Raises:
        LibVlcError: it cannot be used, or it is installed without its plugins.
    """
    libvlc = find_libvlc()
    import vlc

    instance = vlc.Instance("--quiet")
    if instance is None:
        raise LibVlcError(Problem.NO_PLUGINS, f"libVLC {libvlc.version} is there, but its plugins are not.")
    instance.release()


def _why_not_loaded(error: BaseException) -> LibVlcError:
    """Tell a library for another kind of processor or word size from one that is not there."""
    other_word_size = (
        getattr(error, "winerror", None) == 193  # ERROR_BAD_EXE_FORMAT
        or "incompatible architecture" in str(error)  # macOS
        or "wrong ELF class" in str(error)
    )
    if other_word_size:
        return LibVlcError(
            Problem.WRONG_WORD_SIZE,
            f"The libVLC found is made for another processor or word size than this {WORD_BITS}-bit Python.",
        )
    return LibVlcError(Problem.MISSING, "libVLC, the library that plays the film, was not found.")


def _version(text: str) -> tuple[int, int, int]:
    """Return the numbers that ``text`` ("3.0.24 Vetinari") begins with; 0.0.0 where there are none."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)


def _text(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))
