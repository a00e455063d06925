"""Checks of the TensorFlow assignment."""
