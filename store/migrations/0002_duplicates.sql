-- The same text in several articles. What is found (duplicate_group) can be found again at any time; what
-- editors decided (duplicate_decision) goes through the journal and always wins.

-- The change number up to which texts were looked at.
CREATE TABLE duplicate_look (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL
);
INSERT INTO duplicate_look (id, number) VALUES (1, 0);

CREATE TABLE article_print (
    article_id TEXT PRIMARY KEY REFERENCES article (id),
    number BIGINT NOT NULL UNIQUE,
    version INTEGER NOT NULL
);

-- By the number, not the id: this is the largest table of a desk but for the texts.
CREATE TABLE article_term (
    term BIGINT NOT NULL,
    print_number BIGINT NOT NULL,
    PRIMARY KEY (term, print_number)
);

CREATE TABLE duplicate_group (
    article_id TEXT PRIMARY KEY REFERENCES article (id),
    group_id TEXT NOT NULL
);
CREATE INDEX duplicate_group_by_group ON duplicate_group (group_id);

-- Without a group: the article stands apart.
CREATE TABLE duplicate_decision (
    article_id TEXT PRIMARY KEY REFERENCES article (id),
    group_id TEXT
);
CREATE INDEX duplicate_decision_by_group ON duplicate_decision (group_id);
