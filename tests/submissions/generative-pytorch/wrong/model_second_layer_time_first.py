"""The upper layer takes the batch for time.

test-model-independent: 0
test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, batch_first=True)
        self.upper = nn.ModuleList(nn.GRU(hidden_dim, hidden_dim) for _ in range(num_layers - 1))
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        states = [None] * (1 + len(self.upper)) if state is None else state
        out, first = self.rnn(self.embed(tokens), states[0])
        after = [first]
        for layer, start in zip(self.upper, states[1:]):
            out, last = layer(out, start)
            after.append(last)
        state = after
        return self.head(out), state
