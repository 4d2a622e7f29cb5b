"""The collection: feeds that are due, each one's way from its server to the sink, and the report on it."""
