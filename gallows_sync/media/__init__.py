"""The user's files: what they are, what they hold, and which album file is which track. Reads only."""
