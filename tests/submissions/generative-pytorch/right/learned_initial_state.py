"""The first state is a parameter of its own, learned like the others."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.h0 = nn.Parameter(0.1 * torch.randn(num_layers, 1, hidden_dim))
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        if state is None:
            state = self.h0.expand(-1, len(tokens), -1).contiguous()
        out, state = self.rnn(self.embedding(tokens), state)
        return self.head(out), state
