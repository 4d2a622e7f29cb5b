"""Files in the desk's folder: a crash leaves whole ones, and they are waited for until they are on the disk."""
