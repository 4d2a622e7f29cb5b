import pickle
import subprocess
import sys
from datetime import UTC, datetime

from feeds.reading.aside import parse_aside
from feeds.reading.parsed import ParsedEntry
from store.text.layout import prepare

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FEED = b"""<rss version='2.0'><channel><title>Le Quai</title>
<item><title>Une grue de plus</title><link>https://quai.example/1</link>
<description>&lt;p&gt;Le port en a trois.&lt;/p&gt;&lt;p&gt;Photo : le port&lt;/p&gt;</description>
<enclosure url='https://quai.example/1.mp3' type='audio/mpeg' length='12'/></item>
<item><description>Sans titre.</description></item>
</channel></rss>"""


def test_what_was_read_travels_between_processes_as_it_is() -> None:
    feed = parse_aside(FEED, url="https://quai.example/rss", now=NOW)
    packed = pickle.dumps(feed)
    travelled = pickle.loads(packed)
    assert travelled == feed
    assert [each.prepared for each in travelled.entries] == [each.prepared for each in feed.entries]
    assert packed.count(b"en a trois") == 1


def test_an_entry_whose_text_was_not_worked_out_travels_too() -> None:
    entry = ParsedEntry("1", "Titre", "Un texte.", None, None, None, None, None, None)
    assert pickle.loads(pickle.dumps(entry)) == entry
    other = ParsedEntry(
        "1", "Titre", "Un texte.", None, None, None, None, None, None, prepared=prepare("A", "B.")
    )
    assert pickle.loads(pickle.dumps(other)) == other


def test_who_only_has_feeds_read_loads_nothing_that_reads_them() -> None:
    script = "import sys, feeds.collecting.collector; print('feedparser' in sys.modules, 'lxml' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == ["False", "False"]
