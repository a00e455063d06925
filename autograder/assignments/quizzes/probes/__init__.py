"""Questions to the student's code; each module is sent as source."""
