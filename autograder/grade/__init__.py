"""One submission: repaired, executed, judged, saved, and its receipt."""
