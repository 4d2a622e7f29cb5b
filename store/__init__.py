"""The truth of a desk: article files, the SQLite database beside them, and everything editors made.

``store.desk.Desk`` is the one object other packages hold; ``store.models`` is what it takes and gives,
``store.errors`` what it raises. Nothing here imports more than the standard library.

- A module with the name of a part of the desk (``tags``, ``missions``, ``feeds``) has its class; those that
  begin alike (``fact_records``, ``entity_rows``) are its rows and decisions. ``acts`` is how editors change
  anything, ``journal`` how that is undone, ``changes`` what the index is told, ``database`` the SQLite below.
- ``intake`` is the way in, ``files`` the article files on the disk, ``text`` what is told of texts without
  either; ``export`` has the formats in which articles are handed out, ``migrations`` the schema.
"""
