"""The sealed room: a kernel under bubblewrap, with limits, that leaves nothing behind."""
