"""The one root of everything that this program reports to a person."""


class GallowsSyncError(Exception):
    """A fault that the user can act on; its text is one plain sentence or line.

    Every package derives its own errors from it, with the facts as attributes. The command line and the
    window each catch it in one place; any other exception is a bug.
    """
