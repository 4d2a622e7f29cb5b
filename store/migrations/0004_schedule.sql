-- When a feed is due next and what tells so, who asks for patience, and where feeds moved from.

ALTER TABLE feed_state ADD COLUMN next_due TEXT;
ALTER TABLE feed_state ADD COLUMN every_minutes INTEGER;
ALTER TABLE feed_state ADD COLUMN usual_gap_minutes INTEGER;
ALTER TABLE feed_state ADD COLUMN newest TEXT;
ALTER TABLE feed_state ADD COLUMN ttl_minutes INTEGER;
ALTER TABLE feed_state ADD COLUMN skip_hours TEXT;
ALTER TABLE feed_state ADD COLUMN skip_days TEXT;
ALTER TABLE feed_state ADD COLUMN host_rests_until TEXT;
ALTER TABLE feed_state ADD COLUMN moved_to TEXT;
ALTER TABLE feed_state ADD COLUMN moved_since TEXT;
ALTER TABLE feed_state ADD COLUMN moved_times INTEGER;

CREATE TABLE feed_address (
    feed_id TEXT NOT NULL REFERENCES feed (id),
    url TEXT NOT NULL,
    left_at TEXT NOT NULL,
    PRIMARY KEY (feed_id, url)
);
CREATE INDEX feed_address_by_url ON feed_address (url);

-- What of its address names an article at its site, whatever else of the address changes.
ALTER TABLE article ADD COLUMN article_key TEXT;
CREATE INDEX article_by_key ON article (article_key);
