"""The tests, mirroring the project."""
