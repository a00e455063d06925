"""The one-hot vectors come from a table that is not trained."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size, hidden_dim, num_layers=1):
        super().__init__()
        self.one_hot = nn.Embedding.from_pretrained(torch.eye(vocab_size))
        self.lstm = nn.LSTM(vocab_size, hidden_dim, num_layers, batch_first=True)
        self.head = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens, state=None):
        out, state = self.lstm(self.one_hot(tokens), state)
        return self.head(out), state
