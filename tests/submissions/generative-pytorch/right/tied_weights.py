"""Embedding and output share one matrix, with a LayerNorm and a residual connection between."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.LSTM(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.norm = nn.LayerNorm(hidden_dim)
        self.head = nn.Linear(hidden_dim, vocab_size)
        self.head.weight = self.embedding.weight

    def forward(self, tokens, state=None):
        x = self.embedding(tokens)
        y, state = self.rnn(x, state)
        return self.head(self.norm(x + y)), state
