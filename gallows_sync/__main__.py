"""``python -m gallows_sync``: the same as the command ``gallows-sync``."""

import sys

from gallows_sync.cli import main

if __name__ == "__main__":
    sys.exit(main())
