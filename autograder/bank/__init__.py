"""The bank of submissions, made of small files, and the demonstration's class."""
