"""Why the system refused, in words that can be translated."""

import errno
import os
import sys

import pytest

from gallows_sync.errors import system_reason
from gallows_sync.wording import Phrase, phrase


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_usual_reason_reads_as_on_linux_and_can_be_translated(number: int) -> None:
    reason = system_reason(OSError(number, "as some system says it"))
    assert isinstance(reason, Phrase)
    if sys.platform == "linux":
        assert reason == os.strerror(number)


def test_a_reason_of_our_own_is_kept() -> None:
    own = phrase("WholeFile", "the file is read-only")
    assert system_reason(PermissionError(errno.EACCES, own)) is own


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (OSError("something else"), "something else"),
    ],
)
def test_a_rare_reason_is_said_as_the_system_says_it(error: OSError, words: str) -> None:
    assert system_reason(error) == words
