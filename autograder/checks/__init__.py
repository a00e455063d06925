"""Judges. Each module checks one task and runs outside the student's process.

A check asks its questions through the door (`autograder.student`), compares the answers with
theory, and returns a `Finding`. It sees numbers and strings, never a student's object. Tasks
that several assignments share are here; a framework's own are in its package.
"""

from autograder.checks import pytorch, quiz, sampler, temperature, tensorflow, vocabulary, words

__all__ = ["pytorch", "quiz", "sampler", "temperature", "tensorflow", "vocabulary", "words"]
