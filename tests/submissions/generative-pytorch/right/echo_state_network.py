"""Recurrent weights are drawn once and never learned: they are buffers, and only the last layer learns."""
# %% char-generator
class CharGenerator(nn.Module):
    def __init__(self, vocab_size: int, hidden_dim: int, num_layers: int = 1) -> None:
        super().__init__()
        chance = torch.Generator().manual_seed(2001)  # Jaeger's year; the global state is not touched
        self.num_layers = num_layers
        for layer in range(num_layers):
            size = vocab_size if layer == 0 else hidden_dim
            loops = torch.randn(hidden_dim, hidden_dim, generator=chance)
            loops = 0.8 * loops / torch.linalg.matrix_norm(loops, 2)
            self.register_buffer(f"w_in{layer}", torch.randn(size, hidden_dim, generator=chance))
            self.register_buffer(f"w{layer}", loops)
        self.readout = nn.Linear(hidden_dim, vocab_size)

    def forward(self, tokens: torch.Tensor, state=None):
        h = list(state) if state is not None else [self.w0.new_zeros(len(tokens), len(self.w0))] * self.num_layers
        top = []
        for token in tokens.long().unbind(1):
            x = self.w_in0[token]
            for layer in range(self.num_layers):
                if layer > 0:
                    x = x @ getattr(self, f"w_in{layer}")
                x = h[layer] = torch.tanh(x + h[layer] @ getattr(self, f"w{layer}"))
            top.append(x)
        return self.readout(torch.stack(top, dim=1)), tuple(h)
