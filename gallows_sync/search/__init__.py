"""The search for the album in a film's sound: from files to proposals for the map, and the evidence."""
