"""The state is a dictionary, and time comes first inside."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.lstm = nn.LSTM(hidden_dim, hidden_dim, num_layers)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        start = (state["hidden"], state["cell"]) if state else None
        out, (hidden, cell) = self.lstm(self.embed(tokens.T), start)  # (T, B, H)
        return self.head(out).transpose(0, 1), {"hidden": hidden, "cell": cell}
