"""Which kind of system this is, so that advice on what to install can name the right command."""

import platform
import sys
from collections.abc import Mapping
from enum import Enum


class Host(Enum):
    """A kind of system that takes the same installation advice; ``OTHER`` is any further Linux or BSD."""

    DEBIAN = "debian"
    FEDORA = "fedora"
    ARCH = "arch"
    MACOS = "macos"
    WINDOWS = "windows"
    OTHER = "other"


Advice = Mapping[Host, str]


def this_host() -> Host:
    """Return the kind of the running system; a derived distribution counts as the one it derives from."""
    if sys.platform == "win32":
        return Host.WINDOWS
    if sys.platform == "darwin":
        return Host.MACOS
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return Host.OTHER
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    known = {"debian": Host.DEBIAN, "ubuntu": Host.DEBIAN, "fedora": Host.FEDORA, "arch": Host.ARCH}
    return next((known[name] for name in names if name in known), Host.OTHER)


def advice_here(advice: Advice) -> str:
    """Return the sentence for this system, else the one for ``Host.OTHER``, which must be there."""
    return advice.get(this_host(), advice[Host.OTHER])
