"""The truth of a desk: article files, the SQLite database beside them, and everything editors made.

``store.desk.Desk`` is the one object other packages hold; ``store.models`` is what it takes and gives,
``store.errors`` what it raises. Nothing here imports more than the standard library.
"""
