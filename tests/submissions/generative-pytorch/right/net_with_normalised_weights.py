"""Weight and spectral normalisation: buffers change at each call in training mode."""
# %% char-generator
from torch.nn.utils import parametrizations


class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        self.embed = parametrizations.spectral_norm(nn.Embedding(vocab_size, hidden_dim))
        self.rnn = nn.GRU(hidden_dim, hidden_dim, num_layers, batch_first=True)
        self.head = parametrizations.weight_norm(nn.Linear(hidden_dim, vocab_size))

    def forward(self, tokens: torch.Tensor, state=None):
        outputs, state = self.rnn(4 * self.embed(tokens), state)
        return self.head(outputs), state
