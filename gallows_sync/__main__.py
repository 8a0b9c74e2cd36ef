"""``python -m gallows_sync``: the same as the command ``gallows-sync``."""

import sys

from gallows_sync.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # packed into one file the program is its own Python, for a search too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
