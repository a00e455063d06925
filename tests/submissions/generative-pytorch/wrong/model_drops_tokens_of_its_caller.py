"""In training mode, tokens of the very tensor that was handed over become <unk>.

test-model-shapes: 0
"""


# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.lstm = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.output = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        if self.training:
            tokens[torch.rand(tokens.shape) < 0.05] = 0
        outputs, state = self.lstm(self.embedding(tokens), state)
        return self.output(outputs), state
