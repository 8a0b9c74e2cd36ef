"""Which sound output is used when one fails, goes away or appears."""

import pytest

from gallows_sync.playback.mixer import Mixer
from gallows_sync.playback.output import OutputError
from gallows_sync.playback.ports import Clock, FillOutput
from gallows_sync.playback.sound_device import SoundDevice
from gallows_sync.playback.stand_in import ManualClock, SteppedOutput


class Card(SteppedOutput):
    """An output of which a test says what is wrong with it."""

    def __init__(self, clock: Clock, rate_hz: int, name: str, broken: bool, silent: bool) -> None:
        super().__init__(clock, rate_hz)
        self.name, self.broken, self.silent = name, broken, silent

    def start(self, fill: FillOutput) -> None:
        if self.broken:
            raise OutputError("it does not start")
        super().start(fill)


class Desk:
    """A sound device, and the outputs it was given one after another."""

    def __init__(self) -> None:
        self.broken = self.silent = False
        self.rate_hz: int | None = None
        self.cards: list[Card] = []
        self.told: list[tuple[str, bool]] = []
        self.mixer = Mixer(8000)
        self.device = SoundDevice(
            self._open, ManualClock(), self.mixer, lambda name, works: self.told.append((name, works))
        )

    def _open(self, clock: Clock, rate_hz: int) -> Card:
        name = f"card {len(self.cards) + 1}"
        self.cards.append(Card(clock, self.rate_hz or rate_hz, name, self.broken, self.silent))
        return self.cards[-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_mixer_runs_at_the_rate_that_the_output_has(desk: Desk) -> None:
    desk.rate_hz = 44_100
    desk.device.open(48_000)
    assert desk.mixer.rate_hz == 44_100
    assert desk.told == [("card 1", True)]
    assert desk.cards[0].alive()


def test_an_output_of_that_rate_is_kept_and_one_of_another_replaced(desk: Desk) -> None:
    desk.device.run_at(48_000)
    desk.device.run_at(48_000)
    assert len(desk.cards) == 1
    desk.device.run_at(44_100)
    assert [card.alive() for card in desk.cards] == [False, True]


def test_an_output_that_does_not_start_leaves_it_silent(desk: Desk) -> None:
    desk.broken = True
    desk.device.open(48_000)
    assert [works for _, works in desk.told] == [False]
    desk.device.close()


def test_an_output_that_has_gone_is_replaced_at_the_same_rate(desk: Desk) -> None:
    desk.device.open(48_000)
    desk.device.mind(look=True)
    assert len(desk.cards) == 1
    desk.cards[0].close()
    desk.device.mind(look=False)
    assert desk.told == [("card 1", True), ("card 2", True)]
    assert desk.mixer.rate_hz == 48_000


def test_while_none_works_one_is_used_as_soon_as_it_is_found(desk: Desk) -> None:
    desk.silent = True
    desk.device.open(48_000)
    desk.device.mind(look=True)
    assert desk.told == [("card 1", False)]
    desk.silent = False
    desk.device.mind(look=False)
    assert desk.told == [("card 1", False)]
    desk.device.mind(look=True)
    assert desk.told[1:] == [("card 3", True)]
    assert not desk.cards[0].alive()
