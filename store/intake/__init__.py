"""The way onto the desk: files that others put there, entries of feeds, articles that a person chose."""
