"""The way in: feeds and pages are fetched within limits, parsed, cleaned and handed to the desk.

``feeds.collector`` does the whole for a desk's feeds, ``feeds.page`` for one page of the web. What comes
from outside is hostile until ``feeds.clean`` and ``feeds.canonical`` have seen it. Nothing here writes to
a desk: articles go to a sink that the caller gives.
"""
