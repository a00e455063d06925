"""In training mode the state that is handed over is thrown away.

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
        if self.training:
            state = None
        out, state = self.rnn(self.embed(tokens), state)
        return self.head(out), state
