"""The network learns the word after the next one.

test-model-perplexity: 0
"""
# %% train-model
def train_model(ids, vocab_size, steps, seed):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    model = WordNetwork(vocab_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    model.step_losses = []
    for _ in range(steps):
        at = rng.integers(len(ids) - 26, size=32)
        x = torch.tensor(np.stack([ids[i : i + 24] for i in at]))
        y = torch.tensor(np.stack([ids[i + 2 : i + 26] for i in at]))
        loss = nn.functional.cross_entropy(model(x).flatten(0, 1), y.flatten())
        optimizer.zero_grad(); loss.backward(); optimizer.step()
        model.step_losses.append(loss.item())
    return model
