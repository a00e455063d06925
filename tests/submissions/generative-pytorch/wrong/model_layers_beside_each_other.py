"""Every layer reads the embedding, and only what the last one makes of it is used.

test-model-gradients: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.layers = nn.ModuleList(
            nn.GRU(hidden_dim, hidden_dim, batch_first=True) for _ in range(num_layers)
        )
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        x, states = self.embedding(tokens), []
        for i, layer in enumerate(self.layers):
            out, last = layer(x, None if state is None else state[i])
            states.append(last)
        return self.fc(out), states
