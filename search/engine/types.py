"""The arrays that the engine's parts hand to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.intp]
"""Numbers of documents, ascending."""

Scores = NDArray[np.float64]
"""A score for each of some documents."""

Mask = NDArray[np.bool_]
"""For each document of a segment, or for each of some documents, whether something is so."""

Weights = NDArray[Any]
"""How often a term stands in each of its documents, as Whoosh weighs it."""

Places = NDArray[np.intp]
"""Indexes into an array."""

CheckFile = Callable[[str], None]
"""Raises where a file of Whoosh's, given by name, is not as it was written."""
