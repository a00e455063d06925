"""The sealed sandbox: a kernel under bubblewrap, with limits, that leaves nothing behind."""
