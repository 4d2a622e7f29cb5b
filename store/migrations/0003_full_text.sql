-- Whether the pages of a feed's articles are fetched for their whole text.

ALTER TABLE feed ADD COLUMN full_text TEXT NOT NULL DEFAULT 'never';
