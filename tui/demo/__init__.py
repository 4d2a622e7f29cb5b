"""The demo: a desk of its own with invented articles, and feeds served from this machine."""
