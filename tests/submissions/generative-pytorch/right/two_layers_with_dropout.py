"""Two recurrent layers at least, with dropout between them and before the logits."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.first = nn.GRU(hidden_dim, hidden_dim, batch_first=True)
        self.rest = nn.GRU(
            hidden_dim, hidden_dim, num_layers, batch_first=True, dropout=0.2 if num_layers > 1 else 0.0
        )
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        h_first, h_rest = (None, None) if state is None else state
        x = self.embed(tokens)
        x, h_first = self.first(x, h_first)
        x, h_rest = self.rest(self.dropout(x), h_rest)
        return self.out(self.dropout(x)), (h_first, h_rest)
