"""There are two layers at most.

test-model-shapes: 0
"""


# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.lower = nn.GRU(hidden_dim, hidden_dim, batch_first=True)
        self.upper = nn.GRU(hidden_dim, hidden_dim, batch_first=True) if num_layers > 1 else None
        self.output = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        first, second = (None, None) if state is None else state
        outputs, first = self.lower(self.embedding(tokens), first)
        if self.upper is not None:
            outputs, second = self.upper(outputs, second)
        return self.output(outputs), (first, second)
