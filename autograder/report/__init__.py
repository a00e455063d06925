"""The class: what an assignment shows about all of its students, as a page and as tables."""
