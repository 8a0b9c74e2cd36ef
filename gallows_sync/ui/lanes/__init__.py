"""The film and the album drawn to scale, joined where the one is heard under the other."""
