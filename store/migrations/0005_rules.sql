-- What is taken in from feeds, what the editors' rules kept out, and what each round of the feeds brought.

CREATE TABLE feed_rule (
    id TEXT PRIMARY KEY,
    feed_id TEXT REFERENCES feed (id),
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    tags TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX feed_rule_by_feed ON feed_rule (feed_id);

CREATE TABLE blocked_entry (
    id TEXT PRIMARY KEY,
    feed_id TEXT NOT NULL REFERENCES feed (id),
    guid TEXT NOT NULL,
    rule_id TEXT,
    rule TEXT NOT NULL,
    title TEXT,
    body TEXT NOT NULL,
    source TEXT,
    author TEXT,
    url TEXT,
    canonical_url TEXT,
    published TEXT,
    language TEXT,
    categories TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    UNIQUE (feed_id, guid)
);
CREATE INDEX blocked_entry_by_time ON blocked_entry (first_seen);

CREATE TABLE collect_report (
    number BIGINT PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT NOT NULL,
    report TEXT NOT NULL
);
