"""The state that comes in is detached: gradients end where a batch begins."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.encoder = nn.Embedding(vocab_size, hidden_dim, padding_idx=0)
        self.rnn = nn.LSTM(hidden_dim, hidden_dim, num_layers)
        self.decoder = nn.Linear(hidden_dim, vocab_size)
        nn.init.uniform_(self.decoder.weight, -0.1, 0.1)

    def repackage_hidden(self, h):
        return h.detach() if torch.is_tensor(h) else tuple(self.repackage_hidden(v) for v in h)

    def forward(self, tokens: torch.Tensor, state=None):
        if state is not None:
            state = self.repackage_hidden(state)
        output, state = self.rnn(self.encoder(tokens.transpose(0, 1)), state)
        return self.decoder(output).transpose(0, 1), state
