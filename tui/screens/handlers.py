"""What each command of the desk's screen does: one table for keys, palette and clicks."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from tui.screens.acts_articles import ARTICLE_ACTS
from tui.screens.acts_blocked import BLOCKED_ACTS
from tui.screens.acts_copies import COPY_ACTS
from tui.screens.acts_desk import DESK_ACTS
from tui.screens.acts_facts import FACT_ACTS
from tui.screens.acts_feeds import FEED_ACTS
from tui.screens.acts_moving import MOVING_ACTS
from tui.screens.acts_names import NAME_ACTS
from tui.screens.acts_places import PLACE_ACTS
from tui.screens.acts_reader import READER_ACTS
from tui.screens.acts_search import SEARCH_ACTS
from tui.screens.acts_similar import SIMILAR_ACTS
from tui.screens.acts_starter import STARTER_ACTS
from tui.screens.acts_versions import VERSION_ACTS

if TYPE_CHECKING:
    from tui.screens.desk import DeskScreen

Handler: TypeAlias = Callable[["DeskScreen"], Coroutine[Any, Any, None] | None]
"""Does a command. What asks the person something first is a coroutine, run as a dialogue."""

HANDLERS: Mapping[str, Handler] = {
    **MOVING_ACTS,
    **ARTICLE_ACTS,
    **COPY_ACTS,
    **READER_ACTS,
    **FACT_ACTS,
    **NAME_ACTS,
    **VERSION_ACTS,
    **PLACE_ACTS,
    **DESK_ACTS,
    **FEED_ACTS,
    **STARTER_ACTS,
    **SIMILAR_ACTS,
    **BLOCKED_ACTS,
    **SEARCH_ACTS,
}
