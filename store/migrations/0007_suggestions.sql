-- Which of the tags and missions that were suggested for articles editors refused.

-- Without references to tags and missions: one that is removed takes no refusal along, and comes back to it by undo.
CREATE TABLE suggestion_refusal (
    article_id TEXT NOT NULL REFERENCES article (id),
    kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (article_id, kind, target_id)
);
