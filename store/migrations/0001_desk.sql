-- The desk. Kept to what SQLite 3.37 and PostgreSQL 15 share; times are text in UTC, truth values 0 and 1,
-- lists are JSON text.

CREATE TABLE change_counter (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL
);
INSERT INTO change_counter (id, number) VALUES (1, 0);

CREATE TABLE feed (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    group_name TEXT,
    source TEXT,
    tags TEXT NOT NULL,
    paused INTEGER NOT NULL,
    allow_private INTEGER NOT NULL,
    added TEXT NOT NULL,
    removed INTEGER NOT NULL
);

CREATE TABLE feed_state (
    feed_id TEXT PRIMARY KEY REFERENCES feed (id),
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    last_checked TEXT,
    last_success TEXT,
    last_error TEXT,
    failures INTEGER NOT NULL,
    own_title TEXT,
    site_url TEXT
);

CREATE TABLE article (
    id TEXT PRIMARY KEY,
    number BIGINT,
    digest TEXT,
    title TEXT,
    headline TEXT NOT NULL,
    source TEXT,
    author TEXT,
    url TEXT,
    canonical_url TEXT,
    published TEXT,
    fetched TEXT NOT NULL,
    dated TEXT NOT NULL,
    language TEXT,
    kind TEXT NOT NULL,
    feed_id TEXT REFERENCES feed (id),
    guid TEXT,
    version INTEGER NOT NULL,
    change_number BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    file_time BIGINT NOT NULL,
    is_ours INTEGER NOT NULL
);
CREATE INDEX article_by_date ON article (dated, id);
CREATE INDEX article_by_change ON article (change_number);
CREATE INDEX article_by_canonical_url ON article (canonical_url);
CREATE INDEX article_by_digest ON article (digest);
CREATE INDEX article_by_number ON article (number);
CREATE INDEX article_by_source ON article (source);
CREATE INDEX article_by_feed ON article (feed_id);

CREATE TABLE article_version (
    article_id TEXT NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    noise TEXT NOT NULL,
    taken TEXT NOT NULL,
    PRIMARY KEY (article_id, version)
);

CREATE TABLE article_state (
    article_id TEXT PRIMARY KEY REFERENCES article (id),
    triage TEXT NOT NULL,
    is_read INTEGER NOT NULL,
    starred INTEGER NOT NULL
);
CREATE INDEX article_state_by_triage ON article_state (triage, is_read, starred);

CREATE TABLE feed_entry (
    feed_id TEXT NOT NULL REFERENCES feed (id),
    guid TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES article (id),
    content_hash TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (feed_id, guid)
);
CREATE INDEX feed_entry_by_article ON feed_entry (article_id);

CREATE TABLE tag (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
);

CREATE TABLE tag_alias (
    alias_key TEXT PRIMARY KEY,
    alias TEXT NOT NULL,
    tag_id TEXT NOT NULL REFERENCES tag (id)
);
CREATE INDEX tag_alias_by_tag ON tag_alias (tag_id);

CREATE TABLE article_tag (
    article_id TEXT NOT NULL REFERENCES article (id),
    tag_id TEXT NOT NULL REFERENCES tag (id),
    PRIMARY KEY (article_id, tag_id)
);
CREATE INDEX article_tag_by_tag ON article_tag (tag_id);

CREATE TABLE annotation (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id),
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    version INTEGER NOT NULL,
    is_orphan INTEGER NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX annotation_by_article ON annotation (article_id);
CREATE INDEX annotation_by_orphan ON annotation (is_orphan);

CREATE TABLE article_note (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id),
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX article_note_by_article ON article_note (article_id);

CREATE TABLE mission (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    direction TEXT NOT NULL,
    origin TEXT,
    destinations TEXT NOT NULL,
    organisers TEXT NOT NULL,
    leader TEXT,
    date_text TEXT,
    date_first TEXT,
    date_last TEXT,
    date_precision TEXT,
    sectors TEXT NOT NULL,
    objectives TEXT,
    delegation TEXT,
    programme TEXT,
    created TEXT NOT NULL
);

CREATE TABLE mission_link (
    mission_id TEXT NOT NULL REFERENCES mission (id),
    article_id TEXT NOT NULL REFERENCES article (id),
    role TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (mission_id, article_id)
);
CREATE INDEX mission_link_by_article ON mission_link (article_id);

CREATE TABLE collection (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    introduction TEXT NOT NULL,
    created TEXT NOT NULL
);

CREATE TABLE collection_section (
    id TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collection (id),
    title TEXT NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX collection_section_by_collection ON collection_section (collection_id);

CREATE TABLE collection_item (
    collection_id TEXT NOT NULL REFERENCES collection (id),
    article_id TEXT NOT NULL REFERENCES article (id),
    section_id TEXT REFERENCES collection_section (id),
    place INTEGER NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (collection_id, article_id)
);
CREATE INDEX collection_item_by_article ON collection_item (article_id);

CREATE TABLE saved_search (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);

CREATE TABLE journal (
    number BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    editor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    undo_order BIGINT,
    is_redoable INTEGER NOT NULL
);
CREATE INDEX journal_by_editor ON journal (editor, number);

CREATE TABLE journal_change (
    journal_number BIGINT NOT NULL REFERENCES journal (number),
    place INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_before TEXT,
    row_after TEXT,
    PRIMARY KEY (journal_number, place)
);
