"""Whoosh's queries, run on arrays that stand beside Whoosh's own files.

Whoosh stays the authority: its segments hold all that is known, its query trees are what is asked,
and what is answered has its scores. But where Whoosh steps from posting to posting, this package
works on a whole posting list at once, with numpy:

- ``codec`` writes each segment's posting lists as plain arrays while Whoosh writes the segment;
- ``container`` is the file they stand in, every block of it with a checksum; ``arrays`` reads it;
- ``evaluate`` turns a query tree into ``matches``, with ``scoring``, ``phrases`` and ``expansion``;
- ``searcher`` asks all segments and puts what they found in order.

A query that is not known here, and a segment without arrays, are left to Whoosh.
"""
