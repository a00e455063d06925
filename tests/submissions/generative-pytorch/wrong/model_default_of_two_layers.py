"""Two layers where nobody says how many: the default has changed.

test-model-shapes: 0
"""


# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 2) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.gru = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        outputs, state = self.gru(self.embedding(tokens), state)
        return self.head(outputs), state
