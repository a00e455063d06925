"""Two linear layers for each token by itself: nothing recurs.

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
        self.hidden = nn.Sequential(
            *[nn.Sequential(nn.Linear(hidden_dim, hidden_dim), nn.ReLU()) for _ in range(num_layers)]
        )
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        h = self.hidden(self.embedding(tokens))
        return self.fc(h), h[:, -1]
