"""The window: what a person sees and presses. The only package, with ``app``, that imports PySide6."""
