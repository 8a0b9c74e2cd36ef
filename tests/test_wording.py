"""English text that remembers what it was made of, and what another language makes of it."""

import pickle

import pytest

from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import Phrase, joined, phrase, translated

FRENCH = {
    "{file} is {off:g} s too long, {why}.": "{why}, {file} dépasse de {off:g} s.",
    "it was cut": "il est coupé",
}


def in_french(text: str) -> str:
    return translated(text, lambda _, source: FRENCH.get(source, source), ",")


@pytest.fixture
def said() -> Phrase:
    why = phrase("Film", "it was cut")
    return phrase("Film", "{file} is {off:g} s too long, {why}.").fill(file="a.mkv", off=1.5, why=why)


def test_it_is_english_to_whoever_knows_of_no_language(said: Phrase) -> None:
    assert said == "a.mkv is 1.5 s too long, it was cut."
    assert hash(said) == hash("a.mkv is 1.5 s too long, it was cut.")


def test_all_of_it_is_translated_and_what_is_filled_in_keeps_its_place(said: Phrase) -> None:
    assert in_french(said) == "il est coupé, a.mkv dépasse de 1,5 s."


def test_an_error_that_was_told_a_phrase_still_has_it(said: Phrase) -> None:
    assert in_french(str(GallowsSyncError(said))) == in_french(said)


def test_it_comes_through_from_another_process(said: Phrase) -> None:
    assert in_french(pickle.loads(pickle.dumps(said))) == in_french(said)


def test_parts_are_translated_each_by_itself(said: Phrase) -> None:
    both = joined("\n", [said, "{plain}", phrase("Film", "it was cut")])
    assert in_french(both) == "il est coupé, a.mkv dépasse de 1,5 s.\n{plain}\nil est coupé"


def test_a_name_that_looks_like_a_phrase_is_left_alone() -> None:
    assert (
        in_french(
            phrase("Film", "{file} is {off:g} s too long, {why}.").fill(file="{off}", off=2.0, why="x")
        )[:8]
        == "x, {off}"
    )
    assert in_french("it was cut") == "it was cut"
