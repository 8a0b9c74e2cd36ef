"""What the lanes show before anything is played: waveforms, thumbnails, shot changes, loudness."""
