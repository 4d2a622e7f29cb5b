"""Articles that were written for it, and questions that editors ask of such articles."""
