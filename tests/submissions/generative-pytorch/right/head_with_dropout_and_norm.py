"""A layer norm, dropout and a hidden layer stand between the cell and the logits."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.drop = nn.Dropout(0.3)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Sequential(
            nn.LayerNorm(hidden_dim),
            nn.Linear(hidden_dim, 2 * hidden_dim),
            nn.GELU(),
            nn.Dropout(0.5),
            nn.Linear(2 * hidden_dim, vocab_size),
        )

    def forward(self, tokens, state=None):
        out, state = self.rnn(self.drop(self.embed(tokens)), state)
        return self.head(out), state
