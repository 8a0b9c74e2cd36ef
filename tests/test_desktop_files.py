"""What Linux desktops read: menu entry, icon, description, and where the wheel puts them."""

import configparser
import re
import shutil
import struct
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "assets/desktop"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHARED: dict[str, str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(FOLDER / "gallows-sync.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_menu_starts_the_program_and_knows_its_window() -> None:
    app = (ROOT / "gallows_sync/app.py").read_text(encoding="utf-8")
    assert entry()["Exec"] in PROJECT["project"]["scripts"]
    assert entry()["Icon"] == "gallows-sync"
    assert 'setDesktopFileName("gallows-sync")' in app


def test_menu_and_description_are_in_english_and_french() -> None:
    assert {"Comment", "Comment[fr]", "GenericName", "GenericName[fr]"} <= set(entry())
    described = ET.parse(FOLDER / "gallows-sync.metainfo.xml").getroot()
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("p", "li"):
        texts = list(described.iter(tag))
        french = [text for text in texts if text.get(language) == "fr"]
        assert 2 * len(french) == len(texts) > 0


def test_every_size_of_the_icon_is_drawn() -> None:
    for file in (FOLDER / "icons").glob("*.png"):
        width, height = struct.unpack(">II", file.read_bytes()[16:24])
        assert (width, height) == (int(file.stem), int(file.stem))


def test_the_wheel_puts_each_file_where_desktops_look() -> None:
    for source, target in SHARED.items():
        assert (ROOT / source).is_file()
        size = re.search(r"(\d+)\.png$", source)
        if size is not None:
            assert target == f"share/icons/hicolor/{size[1]}x{size[1]}/apps/gallows-sync.png"
    icons = {f"assets/desktop/icons/{file.name}" for file in (FOLDER / "icons").iterdir()}
    assert icons <= SHARED.keys()


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
def test_the_menu_entry_is_valid() -> None:
    check = ["desktop-file-validate", str(FOLDER / "gallows-sync.desktop")]
    found = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstream is not here")
def test_the_description_is_valid() -> None:
    check = ["appstreamcli", "validate", "--no-net", str(FOLDER / "gallows-sync.metainfo.xml")]
    found = subprocess.run(check, capture_output=True, text=True, check=False)
    told = {line.split(": ")[-1].split()[0] for line in found.stdout.splitlines() if line[:2] in ("E:", "W:")}
    of_a_domain = {"cid-desktopapp-is-not-rdns", "url-homepage-missing"}  # which the project does not have
    assert "cid-desktopapp-is-not-rdns" in told
    assert told <= of_a_domain
