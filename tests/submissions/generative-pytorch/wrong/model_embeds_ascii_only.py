"""The embedding has 128 rows, whatever the size of the vocabulary.

test-model-shapes: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(128, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        outputs, state = self.rnn(self.embedding(tokens), state)
        return self.head(outputs), state
