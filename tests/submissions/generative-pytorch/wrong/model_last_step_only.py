"""Only the last step is turned into logits: shape (B, V).

test-model-shapes: 0
test-model-logits: 0
test-model-independent: 0
test-model-causal: 0
test-model-state: 0
test-model-gradients: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        out, state = self.rnn(self.embedding(tokens), state)
        return self.fc(out[:, -1, :]), state
