"""An embedding narrower than the state, then an LSTM and two linear layers."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        width = max(4, hidden_dim // 2)
        self.embedding = nn.Embedding(num_embeddings=vocab_size, embedding_dim=width)
        self.lstm = nn.LSTM(width, hidden_dim, num_layers=num_layers, batch_first=True)
        self.decoder = nn.Sequential(
            nn.Linear(hidden_dim, hidden_dim),
            nn.Tanh(),
            nn.Linear(hidden_dim, vocab_size),
        )

    def forward(self, tokens: torch.Tensor, state=None):
        embedded = self.embedding(tokens)
        if state is None:
            out, (h, c) = self.lstm(embedded)
        else:
            h, c = state
            out, (h, c) = self.lstm(embedded, (h, c))
        return self.decoder(out), (h.detach(), c.detach())
