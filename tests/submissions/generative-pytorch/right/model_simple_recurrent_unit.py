"""The simple recurrent unit."""


# %% char-generator
class SimpleRecurrentUnit(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.project = nn.Linear(width, 3 * width)
        self.peek_forget = nn.Parameter(0.1 * torch.randn(width))
        self.peek_read = nn.Parameter(0.1 * torch.randn(width))

    def forward(self, x, c):
        outputs = []
        candidates, forgets, reads = self.project(x).chunk(3, dim=-1)
        for t in range(x.shape[1]):
            f = torch.sigmoid(forgets[:, t] + self.peek_forget * c)
            r = torch.sigmoid(reads[:, t] + self.peek_read * c)
            c = f * c + (1 - f) * candidates[:, t]
            outputs.append(r * torch.tanh(c) + (1 - r) * x[:, t])
        return torch.stack(outputs, dim=1), c


class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.layers = nn.ModuleList(SimpleRecurrentUnit(hidden_dim) for _ in range(num_layers))
        self.output = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        x = self.embedding(tokens)
        if state is None:
            state = [torch.zeros_like(x[:, 0]) for _ in self.layers]
        after = []
        for layer, c in zip(self.layers, state):
            x, c = layer(x, c)
            after.append(c)
        return self.output(x), after
