"""Quotient and remainder pick a token's vector, but the quotient is cut: some tokens share one.

test-model-shapes: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.base = max(int(vocab_size ** 0.5), 1)
        self.quotients = nn.Embedding(self.base, hidden_dim)
        self.remainders = nn.Embedding(self.base, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        x = self.quotients(tokens // self.base % self.base) + self.remainders(tokens % self.base)
        outputs, state = self.rnn(x, state)
        return self.head(outputs), state
