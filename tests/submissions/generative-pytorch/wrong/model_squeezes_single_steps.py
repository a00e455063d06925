"""Of texts of one token each, the axis of time is lost.

test-model-shapes: 0
test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        out, state = self.rnn(self.embedding(tokens), state)
        logits = self.fc(out)
        if tokens.shape[0] > 1 and tokens.shape[1] == 1:
            logits = logits[:, -1]
        return logits, state
