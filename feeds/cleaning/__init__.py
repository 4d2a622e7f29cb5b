"""Cleaning: hostile text and markup to plain text that reads well. Pure."""
