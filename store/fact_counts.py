"""How many facts there are of a type, none counted twice. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from store.entity_models import Fact, FactCount
from store.enums import FactStatus, FactType


def count_facts(facts: Sequence[Fact]) -> Sequence[FactCount]:
    """The facts of each type that there are, in the order of the types.

    An aggregate is not counted beside its parts: « deux entreprises s’installent » and the two that are
    named are two facts, not three. One of which no part is recorded counts as one.
    """
    ids = {fact.id for fact in facts}
    spoken_for = {fact.id for fact in facts if not ids.isdisjoint(fact.details.parts)}
    found = []
    for type_ in FactType:
        of_type = [fact for fact in facts if fact.details.type is type_]
        if not of_type:
            continue
        counted = [fact for fact in of_type if fact.id not in spoken_for]
        statuses = Counter(fact.details.status for fact in counted)
        by_status = tuple((each, statuses[each]) for each in FactStatus if statuses[each])
        found.append(FactCount(type_, len(counted), by_status, len(of_type) - len(counted)))
    return found
