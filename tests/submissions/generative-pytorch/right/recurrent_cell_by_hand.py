"""The recurrence written out: h = tanh(W x + U h + b), step by step, the state a tuple."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.hidden_dim = hidden_dim
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.from_below = nn.ModuleList(nn.Linear(hidden_dim, hidden_dim) for _ in range(num_layers))
        self.from_before = nn.ModuleList(
            nn.Linear(hidden_dim, hidden_dim, bias=False) for _ in range(num_layers)
        )
        self.to_logits = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        batch, steps = tokens.shape
        if state is None:
            h = [torch.zeros(batch, self.hidden_dim) for _ in self.from_below]
        else:
            h = list(state)
        logits = []
        for t in range(steps):
            x = self.embedding(tokens[:, t])  # (B, H)
            for layer, (below, before) in enumerate(zip(self.from_below, self.from_before)):
                x = torch.tanh(below(x) + before(h[layer]))
                h[layer] = x
            logits.append(self.to_logits(x))
        return torch.stack(logits, dim=1), tuple(h)
