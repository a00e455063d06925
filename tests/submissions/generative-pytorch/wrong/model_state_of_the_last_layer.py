"""The state is the last output, which is that of the upper layer only.

test-model-state: 0
"""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_dim)
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        if state is not None:
            state = state.repeat(self.rnn.num_layers, 1, 1)
        out, _ = self.rnn(self.embed(tokens), state)
        state = out[:, -1][None].contiguous()
        return self.head(out), state
