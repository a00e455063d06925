"""The network's forward is misspelt, so that PyTorch finds none.

test-model-logits: 0
test-model-context: 0
test-model-order: 0
test-model-seed: 0
test-model-perplexity: 0
"""
# %% network
FRAMEWORK = "pytorch"

import torch
from torch import nn


class WordNetwork(nn.Module):
    def __init__(self, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, 64)
        self.rnn = nn.GRU(64, 96, batch_first=True)
        self.out = nn.Linear(96, vocab_size)

    def foward(self, ids):
        h, _ = self.rnn(self.embedding(ids))
        return self.out(h)
