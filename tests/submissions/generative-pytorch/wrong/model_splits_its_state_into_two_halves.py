"""An odd hidden_dim is an error.

test-model-shapes: 0
"""


# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        half = hidden_dim // 2
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.left = nn.GRU(hidden_dim, half, num_layers, batch_first=True)
        self.right = nn.GRU(hidden_dim, half, num_layers, batch_first=True)
        self.output = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        left_state, right_state = (None, None) if state is None else state
        vectors = self.embedding(tokens)
        left, left_state = self.left(vectors, left_state)
        right, right_state = self.right(vectors, right_state)
        return self.output(torch.cat([left, right], dim=-1)), (left_state, right_state)
