-- Which version of an article each editor read last, and which the one before that; and the order in which
-- editors want their feeds.

CREATE TABLE article_reading (
    article_id TEXT NOT NULL REFERENCES article (id),
    editor TEXT NOT NULL,
    version INTEGER NOT NULL,
    read_at TEXT NOT NULL,
    earlier INTEGER,
    earlier_at TEXT,
    PRIMARY KEY (article_id, editor)
);

-- Few articles ever change: those that did are found first.
CREATE INDEX article_by_version ON article (version);

ALTER TABLE feed ADD COLUMN place INTEGER;
