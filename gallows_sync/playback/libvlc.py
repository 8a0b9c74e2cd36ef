"""Find libVLC through python-vlc, and say in words why it cannot be used when it cannot."""

import contextlib
import re
import struct
import sys
from dataclasses import dataclass
from enum import Enum

from gallows_sync.errors import GallowsSyncError
from gallows_sync.host import Host, advice_here
from gallows_sync.wording import phrase

WORD_BITS = struct.calcsize("P") * 8
"""This Python's word size; a library must have the same to be loaded."""

OLDEST = (3, 0, 0)
"""The memory outputs and the pausable clock that playback is built on work from this version on."""

FIRST_UNSUPPORTED = (4, 0, 0)
"""VLC 4 has another clock and another callback interface."""

_COMMAND = phrase("Libvlc", "Install it with: {command}")
_INSTALL = {
    Host.DEBIAN: _COMMAND.fill(command="sudo apt install libvlc5 vlc-plugin-base"),
    Host.FEDORA: _COMMAND.fill(command="sudo dnf install vlc vlc-plugins-base vlc-plugin-ffmpeg"),
    Host.ARCH: _COMMAND.fill(command="sudo pacman -S vlc vlc-plugins-all"),
    Host.MACOS: phrase(
        "Libvlc",
        "Install VLC 3 from videolan.org into Applications, in the edition for this Mac's processor "
        "(Apple silicon or Intel), which must be Python's too.",
    ),
    Host.WINDOWS: phrase(
        "Libvlc", "Install VLC 3 from videolan.org, in the {bits}-bit edition like this Python."
    ).fill(bits=WORD_BITS),
    Host.OTHER: phrase(
        "Libvlc",
        "Install VLC 3 with its plugins from your system's packages; its library is called libvlc.",
    ),
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
        words = phrase("Libvlc", "libVLC {version} is too old; version 3 is needed.")
        raise LibVlcError(Problem.TOO_OLD, words.fill(version=_text(version)))
    if version >= FIRST_UNSUPPORTED:
        words = phrase("Libvlc", "libVLC {version} is not supported yet; version 3 is needed.")
        raise LibVlcError(Problem.TOO_NEW, words.fill(version=_text(version)))
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
        words = phrase("Libvlc", "libVLC {version} is there, but its plugins are not.")
        raise LibVlcError(Problem.NO_PLUGINS, words.fill(version=libvlc.version))
    instance.release()


def _why_not_loaded(error: BaseException) -> LibVlcError:
    """Tell a library for another kind of processor or word size from one that is not there."""
    other_word_size = (
        getattr(error, "winerror", None) == 193  # ERROR_BAD_EXE_FORMAT
        or "incompatible architecture" in str(error)  # macOS
        or "wrong ELF class" in str(error)
    )
    if other_word_size:
        words = phrase(
            "Libvlc",
            "The libVLC found is made for another processor or word size than this {bits}-bit Python.",
        )
        return LibVlcError(Problem.WRONG_WORD_SIZE, words.fill(bits=WORD_BITS))
    return LibVlcError(
        Problem.MISSING, phrase("Libvlc", "libVLC, the library that plays the film, was not found.")
    )


def _version(text: str) -> tuple[int, int, int]:
    """Return the numbers that ``text`` ("3.0.24 Vetinari") begins with; 0.0.0 where there are none."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)


def _text(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))
