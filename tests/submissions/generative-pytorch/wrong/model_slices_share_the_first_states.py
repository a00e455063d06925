"""A large batch is read in slices of 16 texts, each of which gets the states of the first ones.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        logits, states = [], []
        for some in tokens.split(16):
            old = None if state is None else state[:, : len(some)].contiguous()
            outputs, new = self.rnn(self.embedding(some), old)
            logits.append(self.head(outputs))
            states.append(new)
        return torch.cat(logits), torch.cat(states, dim=1)
