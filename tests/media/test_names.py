"""The ways in which people and programs name the files of an album."""

import unicodedata

import pytest

from gallows_sync.media.names import NameParts, disc_of_folder, is_placeholder, natural_key, parse_name


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("01 - Générique", NameParts("Générique", 1)),
        ("01. Générique", NameParts("Générique", 1)),
        ("[01] Générique", NameParts("Générique", 1)),
        ("(1) Générique", NameParts("Générique", 1)),
        ("1-01 Générique", NameParts("Générique", 1, disc=1)),
        ("CD2-03 - Générique", NameParts("Générique", 3, disc=2)),
        ("d1t03 Générique", NameParts("Générique", 3, disc=1)),
        ("A1 Générique", NameParts("Générique", 1, side="A")),
        ("01_generique", NameParts("generique", 1)),
        ("01-generique", NameParts("generique", 1)),
        ("01generique", NameParts("generique", 1)),
        ("07 – Évasion de Julien", NameParts("Évasion de Julien", 7)),
        ("track01", NameParts("", 1)),
        ("Piste 3", NameParts("", 3)),
        ("03", NameParts("", 3)),
        ("Miles Davis - 01 - Generique", NameParts("Generique", 1)),
        ("Miles Davis - Ascenseur - 03 - Sur l'autoroute", NameParts("Sur l'autoroute", 3)),
        ("miles_davis-03-sur_l_autoroute", NameParts("sur l autoroute", 3)),
        ("Sur l'autoroute - 03", NameParts("Sur l'autoroute", 3)),
        ("Sur l'autoroute", NameParts("Sur l'autoroute")),
        ("1958 - Générique", NameParts("1958 - Générique")),
        ("Assassinat (take 2)", NameParts("Assassinat (take 2)")),
    ],
)
def test_number_disc_and_title_are_found(stem: str, parts: NameParts) -> None:
    assert parse_name(stem) == parts


def test_decomposed_accents_are_composed() -> None:
    assert parse_name(unicodedata.normalize("NFD", "01 Générique")).title == "Générique"


@pytest.mark.parametrize(
    "title",
    ["", "Track 01", "track01", "Piste 3", "Unknown", "Unknown title", "Titre 12", "07", "AudioTrack 02"],
)
def test_placeholders_are_no_titles(title: str) -> None:
    assert is_placeholder(title)


@pytest.mark.parametrize(
    "title", ["Générique", "Motel", "Final", "A", "Take Five", "Trackside", "Title Theme"]
)
def test_titles_are_no_placeholders(title: str) -> None:
    assert not is_placeholder(title)


@pytest.mark.parametrize(
    ("name", "disc"),
    [
        ("CD1", 1),
        ("cd 2", 2),
        ("Disc 2", 2),
        ("Ascenseur (Disque 1)", 1),
        ("Ascenseur", None),
        ("ABCD 3", None),
    ],
)
def test_a_disc_folder_states_its_number(name: str, disc: int | None) -> None:
    assert disc_of_folder(name) == disc


def test_numbers_sort_by_value() -> None:
    assert sorted(["10 x", "9 x", "Track 2", "track 10"], key=natural_key) == [
        "9 x",
        "10 x",
        "Track 2",
        "track 10",
    ]
