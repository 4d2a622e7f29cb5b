-- Files that a feed's entry links to beside its page: sound, pictures, documents. Never fetched.

CREATE TABLE article_enclosure (
    article_id TEXT NOT NULL REFERENCES article (id),
    place INTEGER NOT NULL,
    url TEXT NOT NULL,
    media_type TEXT,
    size INTEGER,
    PRIMARY KEY (article_id, place)
);
