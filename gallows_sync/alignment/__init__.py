"""Where recordings sound in a film's sound: arrays in, found stretches out. No files, no threads, no Qt."""
