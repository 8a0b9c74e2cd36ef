import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gallows_sync.shipped import NotShippedError, shipped_cue_maps, shipped_path

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

TOP_LEVEL = {
    *("pyproject.toml", "gallows_sync", "cues", "tests", "assets"),
    *("README.md", "LICENSE", "Makefile", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md"),
}


OPTIONAL: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
EXTRAS = OPTIONAL.keys() - {"all", "dev"}
MODULE_OF = {"PySide6-Essentials": "PySide6", "python-vlc": "vlc", "PyYAML": "yaml"}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout knows what is tracked")
def test_top_level_holds_what_the_layout_names_and_nothing_else() -> None:
    tracked = subprocess.run(
        ["git", "-C", ROOT, "-c", f"safe.directory={ROOT}", "ls-files"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    names = {path.split("/")[0] for path in tracked}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_what_the_wheel_takes_from_outside_the_package_is_there() -> None:
    taken = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for source, target in taken.items():
        assert (ROOT / source).exists()
        assert target == f"gallows_sync/_shipped/{source}"


def test_shipped_files_are_found_by_their_name_in_the_checkout() -> None:
    assert shipped_path("assets/demo/film.mkv").is_file()
    assert any(shipped_path("assets/demo/album").glob("*.flac"))
    names = [path.name for path in shipped_cue_maps()]
    assert names == sorted(names)
    assert {"ascenseur-pour-lechafaud.yaml", "demo.yaml"} <= set(names)


def test_missing_shipped_file_is_named() -> None:
    with pytest.raises(NotShippedError, match=r"cues/nowhere\.yaml.*install the program again") as caught:
        shipped_path("cues/nowhere.yaml")
    assert caught.value.name == "cues/nowhere.yaml"


def test_core_is_kept_from_every_dependency_of_the_program() -> None:
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "forbidden")
    lines = [*PROJECT["project"]["dependencies"], *(line for name in EXTRAS for line in OPTIONAL[name])]
    named = {re.split(r"[^\w-]", line)[0] for line in lines}
    assert {MODULE_OF.get(name, name) for name in named} == set(contract["forbidden_modules"])


def test_all_brings_every_optional_part() -> None:
    assert set(OPTIONAL["all"]) == {f"gallows-sync[{name}]" for name in EXTRAS}
