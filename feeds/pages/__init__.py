"""Pages of the web: the whole text of an article, where a feed gives only an extract."""
