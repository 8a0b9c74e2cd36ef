import platform
import sys

import pytest

from gallows_sync import host
from gallows_sync.host import Host, advice_here, this_host


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ({"ID": "debian"}, Host.DEBIAN),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, Host.DEBIAN),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, Host.FEDORA),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, Host.ARCH),
        ({"ID": "void"}, Host.OTHER),
    ],
)
def test_distribution_is_known_by_itself_or_by_its_parent(
    monkeypatch: pytest.MonkeyPatch, release: dict[str, str], expected: Host
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert this_host() is expected


@pytest.mark.parametrize(("name", "expected"), [("win32", Host.WINDOWS), ("darwin", Host.MACOS)])
def test_other_systems_are_known_by_their_name(
    monkeypatch: pytest.MonkeyPatch, name: str, expected: Host
) -> None:
    monkeypatch.setattr(sys, "platform", name)
    assert this_host() is expected


def test_system_without_a_release_file_is_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> dict[str, str]:
        raise OSError("no os-release")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", absent)
    assert this_host() is Host.OTHER


def test_advice_falls_back_to_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "this_host", lambda: Host.ARCH)
    assert advice_here({Host.OTHER: "in general", Host.ARCH: "here"}) == "here"
    assert advice_here({Host.OTHER: "in general", Host.DEBIAN: "there"}) == "in general"
