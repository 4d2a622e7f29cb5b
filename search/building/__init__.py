"""Building a large index: whole segments at once, by two processes, from arrays.

Whoosh takes articles posting by posting. Where thousands of them wait, this package turns them over at
once with numpy and writes the very files that Whoosh and the engine read:

- ``words`` knows each written word's terms; ``inversion`` turns articles into posting lists, a
  ``terms.TermRange`` at a time; ``joining`` makes the same of segments that are to become one;
- ``blocks`` and ``dictionary`` are Whoosh's two files of them; ``segments`` writes all of a segment;
- ``builder`` is what a process does; ``crew`` starts two of them; ``rounds`` has an index take in what
  they built, some thousand articles to a commit.
"""
