"""The desk for the command line: all that the screen can do to it, without Textual."""
