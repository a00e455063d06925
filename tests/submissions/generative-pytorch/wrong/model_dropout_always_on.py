"""Dropout by its function, which does not know the mode.

test-model-independent: 0
test-model-causal: 0
test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        out, state = self.rnn(nn.functional.dropout(self.embed(tokens), 0.2), state)
        return self.head(out), state
