"""Questions to a word-level notebook, in whichever framework."""
