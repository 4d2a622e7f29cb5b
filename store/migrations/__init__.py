"""The numbered SQL files that make the database what it is; append-only."""
