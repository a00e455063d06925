"""batch_first is missing: the recurrent layer takes the batch for time.

test-model-independent: 0
test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.LSTM(hidden_dim, hidden_dim, num_layers)
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        out, state = self.rnn(self.embedding(tokens), state)
        return self.fc(out), state
