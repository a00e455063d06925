"""Attention sees the whole call, but the state keeps only the last eight steps of it.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.gru = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.key = nn.Linear(hidden_dim, hidden_dim)
        self.head = nn.Linear(2 * hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        hidden, memory = state or (None, None)
        outputs, hidden = self.gru(self.embedding(tokens), hidden)
        seen = outputs if memory is None else torch.cat([memory, outputs], dim=1)
        now, all_ = outputs.shape[1], seen.shape[1]
        future = torch.ones(now, all_, dtype=torch.bool).triu(all_ - now + 1)
        scores = outputs @ self.key(seen).mT / outputs.shape[-1] ** 0.5
        found = scores.masked_fill(future, -torch.inf).softmax(-1) @ seen
        return self.head(torch.cat([outputs, found], dim=-1)), (hidden, seen[:, -8:])
