"""Checks of the PyTorch assignment."""
