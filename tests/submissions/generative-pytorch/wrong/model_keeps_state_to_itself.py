"""The state is kept on the module from call to call, whoever calls and with what.

test-model-shapes: 0
test-model-independent: 0
test-model-causal: 0
test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_dim, vocab_size)
        self.state = None

    def forward(self, tokens, state=None):
        out, h = self.rnn(self.embedding(tokens), self.state)
        self.state = h.detach()
        return self.fc(out), self.state
