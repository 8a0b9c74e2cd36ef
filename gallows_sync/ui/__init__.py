"""The window: the only package that knows Qt. It shows the session and passes commands to it."""
