"""The thread that steers: calls in order, timers when they are due."""

import logging
import threading

import pytest

from gallows_sync.playback.scheduler import Scheduler
from gallows_sync.playback.stand_in import ManualClock, SystemClock

WAIT_S = 20.0


def test_calls_run_in_the_order_they_were_posted() -> None:
    scheduler, done = Scheduler(ManualClock()), []
    for number in range(5):
        scheduler.post(lambda number=number: done.append(number))  # type: ignore[misc]
    scheduler.run_due()
    assert done == [0, 1, 2, 3, 4]


def test_call_posted_by_a_call_runs_too() -> None:
    scheduler, done = Scheduler(ManualClock()), []
    scheduler.post(lambda: scheduler.post(lambda: done.append("inner")))
    scheduler.run_due()
    assert done == ["inner"]


def test_timer_runs_when_it_is_due_and_not_before() -> None:
    clock = ManualClock(0)
    scheduler, done = Scheduler(clock), []
    scheduler.at(1000, lambda: done.append("late"))
    scheduler.at(500, lambda: done.append("early"))
    scheduler.run_due()
    assert done == []
    clock.advance(500)
    scheduler.run_due()
    assert done == ["early"]
    clock.advance(499)
    scheduler.run_due()
    assert done == ["early"]
    clock.advance(1)
    scheduler.run_due()
    assert done == ["early", "late"]


def test_timers_due_at_once_run_in_the_order_they_were_set() -> None:
    clock = ManualClock(0)
    scheduler, done = Scheduler(clock), []
    for number in range(5):
        scheduler.at(100, lambda number=number: done.append(number))  # type: ignore[misc]
    clock.advance(100)
    scheduler.run_due()
    assert done == [0, 1, 2, 3, 4]


def test_due_timer_goes_before_calls() -> None:
    clock = ManualClock(0)
    scheduler, done = Scheduler(clock), []
    scheduler.post(lambda: done.append("call"))
    scheduler.at(0, lambda: done.append("timer"))
    scheduler.run_due()
    assert done == ["timer", "call"]


@pytest.mark.logs_errors
def test_failed_call_is_logged_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    scheduler, done = Scheduler(ManualClock()), []

    def fail() -> None:
        raise ZeroDivisionError("on purpose")

    scheduler.post(fail)
    scheduler.post(lambda: done.append("next"))
    with caplog.at_level(logging.ERROR):
        scheduler.run_due()
    assert done == ["next"]
    assert "on purpose" in caplog.text


def test_thread_runs_calls_and_timers_and_ends() -> None:
    clock = SystemClock()
    scheduler, done = Scheduler(clock), []
    both = threading.Event()
    scheduler.start("steering")
    scheduler.at(clock.now_us() + 20_000, lambda: done.append("timer"))
    scheduler.at(clock.now_us() + 20_000, both.set)
    scheduler.post(lambda: done.append(threading.current_thread().name))
    assert both.wait(WAIT_S)
    scheduler.stop()
    assert done == ["steering", "timer"]
    assert not any(thread.name == "steering" for thread in threading.enumerate())


def test_earlier_timer_wakes_a_thread_that_waits_for_a_later_one() -> None:
    clock = SystemClock()
    scheduler, early = Scheduler(clock), threading.Event()
    scheduler.at(clock.now_us() + 3_600_000_000, lambda: None)
    scheduler.start("steering")
    scheduler.at(clock.now_us() + 1000, early.set)
    assert early.wait(WAIT_S)
    scheduler.stop()


def test_stop_drops_what_is_queued_later() -> None:
    scheduler, done = Scheduler(SystemClock()), []
    scheduler.start("steering")
    scheduler.stop()
    scheduler.post(lambda: done.append("after"))
    assert done == []


def test_call_may_stop_its_own_thread() -> None:
    scheduler, stopped = Scheduler(SystemClock()), threading.Event()
    scheduler.start("steering")

    def stop() -> None:
        scheduler.stop()
        stopped.set()

    scheduler.post(stop)
    assert stopped.wait(WAIT_S)
