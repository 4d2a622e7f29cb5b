"""The desk for people: the screen, the command line, and the composition root that joins the rest."""
