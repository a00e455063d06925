"""Checks of both quizzes: one option, several options, or a number."""
