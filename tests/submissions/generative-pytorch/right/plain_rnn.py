"""A plain nn.RNN on one-hot rows, with its sizes kept on the module."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.V = vocab_size
        self.rnn = nn.RNN(
            input_size=vocab_size,
            hidden_size=hidden_dim,
            num_layers=num_layers,
            batch_first=True,
        )
        self.fc = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        B, T = tokens.shape
        x = torch.zeros(B, T, self.V)
        x.scatter_(2, tokens.unsqueeze(-1), 1.0)
        if state is None:
            state = torch.zeros(self.rnn.num_layers, B, self.rnn.hidden_size)
        output, new_state = self.rnn(x, state)
        return self.fc(output), new_state
