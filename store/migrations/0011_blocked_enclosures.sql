-- What a feed links to beside an entry that rules keep out, for the article that it may become.
ALTER TABLE blocked_entry ADD COLUMN enclosures TEXT NOT NULL DEFAULT '[]';
