"""Questions to a PyTorch notebook."""
