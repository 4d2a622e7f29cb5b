"""Reading: bytes of feeds of every kind and quality to cleaned records. Pure, and run in other processes."""
