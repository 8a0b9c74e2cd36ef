import shutil
import tempfile
from collections import namedtuple
from collections.abc import Mapping
from pathlib import Path

import pytest

from gallows_sync import doctor
from gallows_sync.doctor import Finding, examine
from gallows_sync.playback.libvlc import LibVlcError, Problem

DiskUsage = namedtuple("DiskUsage", "total used free")


def findings() -> dict[str, Finding]:
    return {finding.name: finding for finding in examine()}


def test_everything_the_program_needs_is_looked_at_and_what_fails_has_advice() -> None:
    found = findings()
    assert list(found) == [
        "Python",
        "libVLC",
        "FFmpeg",
        "Decoders",
        "Sound",
        "Qt",
        "Display",
        "Temporary files",
    ]
    for name in ("Python", "libVLC", "FFmpeg", "Decoders", "Qt", "Temporary files"):
        assert found[name].ok, found[name]
    for finding in found.values():
        assert "\n" not in finding.text
        assert finding.ok == (finding.advice is None)


def test_missing_libvlc_is_told_with_its_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    error = LibVlcError(Problem.MISSING, "libVLC was not found.")

    def absent() -> None:
        raise error

    monkeypatch.setattr(doctor, "find_libvlc", absent)
    assert findings()["libVLC"] == Finding("libVLC", False, "libVLC was not found.", error.advice)


def test_missing_decoder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "DECODERS", ("flac", "cylinder"))
    assert findings()["Decoders"].text == "missing: cylinder"


def test_sound_card_is_found(monkeypatch: pytest.MonkeyPatch, sound_card: Mapping[str, str]) -> None:
    for name, value in sound_card.items():
        monkeypatch.setenv(name, value)
    found = findings()["Sound"]
    assert found.ok
    assert "ALSA" in found.text
    assert "PortAudio" in found.text


def test_system_without_a_sound_card_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_such_card = tmp_path / "asound.conf"
    no_such_card.write_text("pcm.!default { type hw card 9 }", encoding="ascii")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(no_such_card))
    assert findings()["Sound"].text.startswith("there is no sound output")


@pytest.mark.parametrize(
    ("module", "source", "name", "text"),
    [
        ("sounddevice", "raise OSError('PortAudio library not found')", "Sound", "PortAudio, which plays"),
        ("sounddevice", "raise ImportError('half installed')", "Sound", "half installed"),
        ("PySide6", "raise ImportError('libEGL.so.1: cannot open shared object file')", "Qt", "libEGL.so.1"),
    ],
)
def test_library_that_does_not_load_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, source: str, name: str, text: str
) -> None:
    (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = findings()[name]
    assert not found.ok
    assert text in found.text


def test_missing_display_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    found = findings()["Display"]
    assert found.text == "neither DISPLAY nor WAYLAND_DISPLAY is set."
    assert found.advice is not None


def test_display_that_does_not_answer_is_told_apart_from_a_missing_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":4095")
    found = findings()["Display"]
    assert "could not connect to display :4095" in found.text
    assert found.advice is not None
    assert "Install" not in found.advice


def test_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: DiskUsage(2**30, 2**30 - 2**20, 2**20))
    found = findings()["Temporary files"]
    assert not found.ok
    assert found.text.startswith("1 MiB free")


def test_unwritable_folder_for_temporary_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert findings()["Temporary files"].text == "cannot be written: not here"


def test_probe_that_breaks_is_a_finding_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(doctor, "find_libvlc", broken)
    found = findings()
    assert found["libVLC"].text == "cannot be examined: RuntimeError('out of order')"
    assert found["Temporary files"].ok


def test_library_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text("input()", encoding="utf-8")
    monkeypatch.setattr(doctor, "ANSWER_S", 0.0)
    assert findings()["Sound"].text == "sound cannot be examined: no answer in 0 s"
