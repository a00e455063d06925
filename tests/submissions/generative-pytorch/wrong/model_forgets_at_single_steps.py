"""The cell of an LSTM is lost where one token is read at a time, as in generation.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        if state is not None and tokens.shape[1] == 1:
            state = (state[0], torch.zeros_like(state[0]))
        out, state = self.rnn(self.embedding(tokens), state)
        return self.fc(out), state
