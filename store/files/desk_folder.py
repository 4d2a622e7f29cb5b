"""What makes a folder a desk, and what stands where in it."""

from __future__ import annotations

MARBRE = ".marbre"
"""The folder of all that is no article; who has it is a desk."""

DATABASE = "desk.db"
"""The database, in that folder and in each backup."""
