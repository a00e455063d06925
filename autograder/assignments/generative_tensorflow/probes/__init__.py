"""Questions to a TensorFlow notebook."""
