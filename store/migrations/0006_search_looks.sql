-- With which change number an article came, and up to which each editor has looked at what a saved search finds.

ALTER TABLE article ADD COLUMN first_number BIGINT NOT NULL DEFAULT 0;
UPDATE article SET first_number = change_number;

CREATE TABLE search_look (
    search_id TEXT NOT NULL,
    editor TEXT NOT NULL,
    change_number BIGINT NOT NULL,
    PRIMARY KEY (search_id, editor)
);
