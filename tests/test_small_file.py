"""Small files: what was written last is there, whole, and nobody waited for it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gallows_sync.small_file import SmallFile
from gallows_sync.whole_file import write_whole

PATIENCE_S = 20.0


def test_what_was_written_is_there_once_it_has_settled(tmp_path: Path) -> None:
    file = SmallFile(tmp_path / "new" / "a.json", "it cannot be remembered")
    for text in ("one", "two"):
        file.write(text)
        file.settle()
        assert (tmp_path / "new" / "a.json").read_text(encoding="ascii") == text
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["a.json"]


def test_nobody_waits_for_the_disk_and_the_last_of_what_came_meanwhile_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    written: list[bytes] = []

    def slow(path: Path, content: bytes, *, flush: bool) -> None:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        written.append(content)
        write_whole(path, content, flush=flush)

    monkeypatch.setattr("gallows_sync.small_file.write_whole", slow)
    file = SmallFile(tmp_path / "a.json", "it cannot be remembered")
    file.write("0")
    assert begun.wait(PATIENCE_S)
    for number in range(1, 100):
        file.write(str(number))
    assert written == []
    go_on.set()
    file.settle()
    assert written == [b"0", b"99"]
    assert (tmp_path / "a.json").read_text(encoding="ascii") == "99"


def test_a_program_that_ends_at_once_has_written_it(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from gallows_sync.small_file import SmallFile; "
        f"SmallFile(Path({str(tmp_path / 'a.json')!r}), 'it cannot be remembered').write('last')"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=PATIENCE_S)
    assert (tmp_path / "a.json").read_text(encoding="ascii") == "last"


def test_a_file_that_cannot_be_written_is_said_once_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "folder").touch()
    file = SmallFile(tmp_path / "folder" / "a.json", "it cannot be remembered")
    for text in ("one", "two"):
        file.write(text)
        file.settle()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "it cannot be remembered: " in caplog.text
    (tmp_path / "folder").unlink()
    file.write("three")
    file.settle()
    assert (tmp_path / "folder" / "a.json").read_text(encoding="ascii") == "three"
