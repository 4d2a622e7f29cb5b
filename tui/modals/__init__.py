"""Questions over the screen, each answered by a typed value or None.

A modal is given all it shows when it is made and reads nothing itself; ``base`` has their frame,
``chooser``, ``picker`` and ``fields`` what they are made of.
"""
