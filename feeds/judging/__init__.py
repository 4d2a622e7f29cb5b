"""Judging: what the editors' rules make of an entry, and which texts are copies of one. Pure."""
