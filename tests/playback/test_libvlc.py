import sys
from types import SimpleNamespace

import pytest

from gallows_sync import host
from gallows_sync.host import Host
from gallows_sync.playback.libvlc import LibVlcError, Problem, check_plugins, find_libvlc


def use_fake_vlc(
    monkeypatch: pytest.MonkeyPatch, version: bytes | Exception, instance: object = None
) -> None:
    """Put a python-vlc in place that answers with ``version`` (or raises it) and starts ``instance``."""

    def libvlc_get_version() -> bytes:
        if isinstance(version, Exception):
            raise version
        return version

    fake = SimpleNamespace(
        libvlc_get_version=libvlc_get_version,
        dll=SimpleNamespace(_name="libvlc.so.5"),
        Instance=lambda *options: instance,
    )
    monkeypatch.setitem(sys.modules, "vlc", fake)


def test_installed_libvlc_is_found_and_starts() -> None:
    found = find_libvlc()
    assert found.version.startswith("3.")
    assert "libvlc" in found.path
    check_plugins()


@pytest.mark.logs_errors  # python-vlc's own, about the path
def test_library_that_cannot_be_loaded_is_missing_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "vlc", raising=False)
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", "/nowhere/libvlc.so.5")
    for _ in range(2):
        with pytest.raises(LibVlcError, match="was not found") as caught:
            find_libvlc()
        assert caught.value.problem is Problem.MISSING


@pytest.mark.parametrize(
    ("answer", "problem", "sentence"),
    [
        (b"2.2.8 Weatherwax", Problem.TOO_OLD, "libVLC 2.2.8 is too old"),
        (b"4.0.0-dev Otto Chriek", Problem.TOO_NEW, "libVLC 4.0.0 is not supported yet"),
        (NameError("no function 'libvlc_get_version'"), Problem.MISSING, "was not found"),
        (NotImplementedError("Cannot find libvlc lib"), Problem.MISSING, "was not found"),
        (OSError("/x: wrong ELF class: ELFCLASS32"), Problem.WRONG_WORD_SIZE, "word size than this"),
        (OSError("mach-o file, but is an incompatible architecture"), Problem.WRONG_WORD_SIZE, "word size"),
    ],
)
def test_unusable_library_is_named_in_words(
    monkeypatch: pytest.MonkeyPatch, answer: bytes | Exception, problem: Problem, sentence: str
) -> None:
    use_fake_vlc(monkeypatch, answer)
    with pytest.raises(LibVlcError, match=sentence) as caught:
        find_libvlc()
    assert caught.value.problem is problem


def test_bad_executable_on_windows_is_the_wrong_word_size(monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError("%1 is not a valid Win32 application")
    error.winerror = 193  # type: ignore[attr-defined, unused-ignore]  # which only Windows declares
    use_fake_vlc(monkeypatch, error)
    with pytest.raises(LibVlcError, match="word size") as caught:
        find_libvlc()
    assert caught.value.problem is Problem.WRONG_WORD_SIZE


def test_oldest_supported_version_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_vlc(monkeypatch, b"3.0.0 Vetinari")
    assert find_libvlc().version == "3.0.0"


def test_library_without_plugins_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_vlc(monkeypatch, b"3.0.24 Vetinari", instance=None)
    with pytest.raises(LibVlcError, match="plugins are not") as caught:
        check_plugins()
    assert caught.value.problem is Problem.NO_PLUGINS


@pytest.mark.parametrize(
    ("system", "command"),
    [
        (Host.DEBIAN, "apt install libvlc5 vlc-plugin-base"),
        (Host.FEDORA, "dnf install vlc"),
        (Host.ARCH, "pacman -S vlc"),
        (Host.MACOS, "Applications"),
        (Host.WINDOWS, "-bit edition"),
        (Host.OTHER, "your system's packages"),
    ],
)
def test_advice_is_for_this_system(monkeypatch: pytest.MonkeyPatch, system: Host, command: str) -> None:
    monkeypatch.setattr(host, "this_host", lambda: system)
    use_fake_vlc(monkeypatch, b"2.0.0")
    with pytest.raises(LibVlcError, match="too old") as caught:
        find_libvlc()
    assert command in caught.value.advice
