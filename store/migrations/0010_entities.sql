-- People, organisations and places that editors confirmed, which articles mention them, and the facts of missions.

CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);

-- All names that an entity goes by, its own too. One of another kind may have the same: Orange makes two.
CREATE TABLE entity_name (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    entity_id TEXT NOT NULL REFERENCES entity (id),
    PRIMARY KEY (kind, name)
);
CREATE INDEX entity_name_by_key ON entity_name (name_key);
CREATE INDEX entity_name_by_entity ON entity_name (entity_id);

-- What editors said that a name in an article does not mean.
CREATE TABLE entity_exclusion (
    entity_id TEXT NOT NULL REFERENCES entity (id),
    article_id TEXT NOT NULL REFERENCES article (id),
    editor TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (entity_id, article_id)
);

-- Found in the newest texts by the names, and to be found again at any time.
CREATE TABLE entity_mention (
    article_id TEXT NOT NULL REFERENCES article (id),
    entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, entity_id)
);
CREATE INDEX entity_mention_by_entity ON entity_mention (entity_id);

-- Names that are not to be suggested again.
CREATE TABLE name_refusal (
    name_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);

CREATE TABLE fact (
    id TEXT PRIMARY KEY,
    mission_id TEXT NOT NULL REFERENCES mission (id),
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    figure_value TEXT,
    figure_qualifier TEXT,
    figure_unit TEXT,
    figure_of TEXT,
    date_text TEXT,
    date_first TEXT,
    date_last TEXT,
    date_precision TEXT,
    speaker TEXT,
    is_aggregate INTEGER NOT NULL,
    note TEXT NOT NULL,
    editor TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX fact_by_mission ON fact (mission_id);

CREATE TABLE fact_party (
    fact_id TEXT NOT NULL REFERENCES fact (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT REFERENCES entity (id),
    PRIMARY KEY (fact_id, place)
);
CREATE INDEX fact_party_by_entity ON fact_party (entity_id);

CREATE TABLE fact_passage (
    fact_id TEXT NOT NULL REFERENCES fact (id),
    annotation_id TEXT NOT NULL REFERENCES annotation (id),
    place INTEGER NOT NULL,
    PRIMARY KEY (fact_id, annotation_id)
);
CREATE INDEX fact_passage_by_annotation ON fact_passage (annotation_id);

-- What an aggregate sums up.
CREATE TABLE fact_part (
    fact_id TEXT NOT NULL REFERENCES fact (id),
    part_id TEXT NOT NULL REFERENCES fact (id),
    PRIMARY KEY (fact_id, part_id)
);
CREATE INDEX fact_part_by_part ON fact_part (part_id);
