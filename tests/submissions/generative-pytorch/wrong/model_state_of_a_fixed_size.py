"""hidden_dim is the size of the embedding; that of the state is always the same.

test-model-shapes: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, 64, num_layers, batch_first=True)
        self.fc = nn.Linear(64, vocab_size)

    def forward(self, tokens, state=None):
        out, state = self.rnn(self.embedding(tokens), state)
        return self.fc(out), state
