"""What is kept comes back whole or not at all, and never takes more room than it may."""

import os
import time
from pathlib import Path

import pytest

from gallows_sync.kept_files import KeptFiles, cache_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_what_was_kept_comes_back(folder: Path) -> None:
    KeptFiles(folder).put("one", [b"abc", b"def"])
    kept = KeptFiles(folder)
    assert kept.has("one")
    assert bytes(kept.get("one") or b"") == b"abcdef"
    assert not kept.has("two")
    assert kept.get("two") is None


def test_the_later_content_replaces_the_earlier(folder: Path) -> None:
    kept = KeptFiles(folder)
    kept.put("one", [b"old"])
    kept.put("one", [b"new"])
    assert bytes(kept.get("one") or b"") == b"new"
    assert len(files(folder)) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"not ours at all" * 20])
def test_a_foreign_file_is_not_used(folder: Path, damage: bytes) -> None:
    kept = KeptFiles(folder)
    kept.put("one", [b"abc"])
    files(folder)[0].write_bytes(damage)
    assert kept.get("one") is None


def test_a_damaged_file_is_not_used(folder: Path) -> None:
    kept = KeptFiles(folder)
    kept.put("one", [bytes(1000)])
    content = bytearray(files(folder)[0].read_bytes())
    for place in (0, 30, 500, len(content) - 1):
        damaged = bytearray(content)
        damaged[place] ^= 1
        files(folder)[0].write_bytes(damaged)
        assert kept.get("one") is None
    files(folder)[0].write_bytes(content[:-1])
    assert kept.get("one") is None


def test_a_file_under_another_s_name_is_not_used(folder: Path) -> None:
    kept = KeptFiles(folder)
    kept.put("one", [b"abc"])
    [one] = files(folder)
    kept.put("two", [b"def"])
    [two] = [path for path in files(folder) if path != one]
    os.replace(two, one)
    assert kept.get("one") is None


def test_the_least_recently_used_goes_first(folder: Path) -> None:
    kept = KeptFiles(folder, most_bytes=3500)
    for age, key in enumerate(["c", "b", "a"]):
        kept.put(key, [bytes(1000)])
        newest = max(files(folder), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (time.time() - 1000 + age, time.time() - 1000 + age))
    assert kept.get("c") is not None  # used just now, and so younger than the others
    kept.put("d", [bytes(1000)])
    assert [key for key in "abcd" if kept.has(key)] == ["a", "c", "d"]
    assert sum(path.stat().st_size for path in files(folder)) <= 3500


def test_what_is_larger_than_all_the_room_is_not_kept(folder: Path) -> None:
    kept = KeptFiles(folder, most_bytes=1000)
    kept.put("small", [bytes(100)])
    kept.put("large", [bytes(1000)])
    assert kept.has("small")
    assert not kept.has("large")


def test_what_a_crash_left_half_written_goes_after_an_hour(folder: Path) -> None:
    folder.mkdir()
    old, new = folder / ".part-old", folder / ".part-new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 4000, time.time() - 4000))
    KeptFiles(folder).put("one", [b"abc"])
    assert not old.exists()
    assert new.exists()


def test_a_folder_that_cannot_be_written_keeps_nothing_and_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = KeptFiles(tmp_path / "file" / "cache")
    kept.put("one", [b"abc"])
    assert kept.get("one") is None


def test_other_files_in_the_folder_stay(folder: Path) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_bytes(bytes(5000))
    kept = KeptFiles(folder, most_bytes=2000)
    kept.put("one", [bytes(1000)])
    kept.put("two", [bytes(1000)])
    assert (folder / "mine.txt").exists()
    assert kept.has("two")


def test_the_folder_is_where_the_system_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "gallows-sync"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache/gallows-sync"
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == Path.home() / "Library/Caches/gallows-sync"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache_folder() == tmp_path / "local/gallows-sync/Cache"
