"""The way in: feeds and pages are fetched within limits, parsed, cleaned and handed to the desk.

- ``collecting`` does the whole for a desk's feeds: the timetable, each feed's way to the sink, the report;
- ``pages`` reads articles from pages of the web, for feeds that give only extracts and for single addresses;
- ``fetching`` is HTTP, ``reading`` makes records of feeds, ``cleaning`` plain text of markup;
- ``judging`` has the decisions: the editors' rules, and what is a copy of what;
- ``workers`` runs what is done with hostile text in processes of their own; ``opml`` and ``starter`` are lists
  of feeds, ``canonical`` tells which addresses mean the same.

What comes from outside is hostile until ``cleaning.clean`` and ``canonical`` have seen it. Nothing here writes
to a desk: articles go to a sink that the caller gives.
"""
