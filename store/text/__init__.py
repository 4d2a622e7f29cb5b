"""The text of an article: its layout, its noise, passages of it, differences of two. Pure."""
