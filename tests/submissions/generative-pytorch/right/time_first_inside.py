"""The recurrent layer runs time first; the tensors are transposed before and after it."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.encoder = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.RNN(hidden_dim, hidden_dim, num_layers, nonlinearity="tanh")
        self.decoder = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        x = self.encoder(tokens.t())  # (T, B, H)
        out, state = self.rnn(x, state)
        return self.decoder(out).permute(1, 0, 2), state
