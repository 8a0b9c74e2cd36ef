"""The one root of everything that this program reports to a person, and the system's own reasons in words."""

import errno

from gallows_sync.wording import Phrase, phrase

_REASONS = {
    errno.EACCES: phrase("Errors", "Permission denied"),
    errno.EPERM: phrase("Errors", "Operation not permitted"),
    errno.ENOENT: phrase("Errors", "No such file or directory"),
    errno.EISDIR: phrase("Errors", "Is a directory"),
    errno.ENOTDIR: phrase("Errors", "Not a directory"),
    errno.EEXIST: phrase("Errors", "File exists"),
    errno.ENAMETOOLONG: phrase("Errors", "File name too long"),
    errno.EFBIG: phrase("Errors", "File too large"),
    errno.ENOSPC: phrase("Errors", "No space left on device"),
    errno.EROFS: phrase("Errors", "Read-only file system"),
    errno.EIO: phrase("Errors", "Input/output error"),
}
"""What may keep files from being read or written, as Linux says it."""


class GallowsSyncError(Exception):
    """A fault that the user can act on; its text is one plain sentence or line.

    Every package derives its own errors from it, with the facts as attributes. The command line and the
    window each catch it in one place; any other exception is a bug.
    """


def system_reason(error: OSError) -> str:
    """Return why the system refused; what is usual reads alike on every system, and can be translated.

    >>> system_reason(OSError(errno.ENOSPC, "what another system calls it"))
    'No space left on device'
    """
    said = error.strerror or str(error)
    return said if isinstance(said, Phrase) or error.errno is None else _REASONS.get(error.errno, said)
