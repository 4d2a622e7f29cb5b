"""The desk for the command line: all that the screen can do to it, without Textual."""

import gc

# A command loads hundreds of modules, which stay, and is over in a moment: to look through them for garbage
# again and again takes a tenth of that.
gc.set_threshold(100_000, 20, 100)
