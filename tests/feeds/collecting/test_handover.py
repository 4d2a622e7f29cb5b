"""Handing over to a sink that takes its time: one after another, what has come meanwhile together."""

from __future__ import annotations

import asyncio

import pytest

from feeds.collecting.handover import Handover
from store.errors import DeskBusyError, UnknownError
from store.models import Delivery, EntryOutcome, FeedState, NewArticle
from tests.feeds.fakes import FakeSink


def delivery(name: str) -> Delivery:
    return Delivery(name, [NewArticle(name, "Un texte.", guid=name)], state=FeedState(etag=name))


async def hand_over_while_busy(handover: Handover, sink: FakeSink, *names: str) -> list[object]:
    """Hand over the first, and the others while the sink is at it; gives what came of each."""
    sink.holds_on()
    first = asyncio.create_task(handover.take(delivery(names[0])))
    await asyncio.to_thread(sink.taking.wait, 20)
    others = [asyncio.create_task(handover.take(delivery(name))) for name in names[1:]]
    # Each begins, and so stands in line.
    await asyncio.sleep(0)
    sink.goes_on()
    return await asyncio.gather(first, *others, return_exceptions=True)


async def test_what_comes_while_the_sink_is_at_work_goes_together() -> None:
    sink = FakeSink()
    with Handover(sink) as handover:
        taken = await hand_over_while_busy(handover, sink, "a", "b", "c", "d")
        assert taken == [[EntryOutcome(f"article-{name}", "new")] for name in "abcd"]
        await handover.remember("e", FeedState(etag="e"))
    assert sink.calls == [1, 3, 1]
    assert [state.etag for state in sink.states.values()] == list("abcde")
    assert len(sink.threads) == 1
    assert sink.is_settled


async def test_a_feed_that_is_gone_harms_no_other() -> None:
    sink = FakeSink()
    sink.forgets("c")
    with Handover(sink) as handover:
        taken = await hand_over_while_busy(handover, sink, "a", "b", "c", "d")
    assert [isinstance(each, UnknownError) for each in taken] == [False, False, True, False]
    assert sink.titles() == ["a", "b", "d"]


async def test_who_gives_up_in_line_is_left_out() -> None:
    sink = FakeSink()
    sink.holds_on()
    with Handover(sink) as handover:
        tasks = [asyncio.create_task(handover.take(delivery("a")))]
        await asyncio.to_thread(sink.taking.wait, 20)
        tasks.append(asyncio.create_task(handover.take(delivery("b"))))
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        sink.goes_on()
        begun, waiting = await asyncio.gather(*tasks, return_exceptions=True)
    assert begun == [EntryOutcome("article-a", "new")]
    assert isinstance(waiting, asyncio.CancelledError)
    assert sink.titles() == ["a"]


async def test_what_the_sink_raises_reaches_all_who_wait_for_it() -> None:
    sink = FakeSink()
    sink.is_busy()
    with Handover(sink) as handover, pytest.raises(DeskBusyError):
        await handover.take(delivery("a"))


async def test_what_is_to_be_remembered_goes_together() -> None:
    sink = FakeSink()
    with Handover(sink) as handover:
        tasks = [
            asyncio.create_task(handover.remember(name, FeedState(etag=name))) for name in "abc"
        ]
        await asyncio.gather(*tasks)
        assert sink.calls == [3]
        tasks = [asyncio.create_task(handover.remember("d", FeedState(etag="d")))]
        await asyncio.sleep(0)
        handover.end()
        await handover.remember("e", FeedState(etag="e"))
        await asyncio.gather(*tasks)
    assert sink.calls == [3, 2]
    assert [state.etag for state in sink.states.values()] == list("abcde")


async def test_what_is_to_be_remembered_goes_along_with_articles() -> None:
    sink = FakeSink()
    with Handover(sink) as handover:
        remembering = asyncio.create_task(handover.remember("a", FeedState(etag="a")))
        await asyncio.sleep(0)
        await handover.take(delivery("b"))
        await remembering
    assert sink.calls == [2]


async def test_nothing_is_handed_over_to_a_sink_that_could_not_prepare() -> None:
    class Unprepared(FakeSink):
        def prepare(self) -> None:
            raise DeskBusyError(5.0)

    sink = Unprepared()
    with pytest.raises(DeskBusyError), Handover(sink) as handover:
        await handover.take(delivery("a"))
    with pytest.raises(DeskBusyError), Handover(sink) as handover:
        await handover.call(lambda each: each.pause("a"))
    assert not sink.calls
    assert not sink.paused
