"""Every fifty steps the loop also measures the loss of some windows in evaluation mode."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    held_out = inputs[::17], targets[::17]
    optimizer = torch.optim.Adam(net.parameters(), lr)
    losses = []
    for step in range(steps):
        net.train()
        rows = torch.randint(len(inputs), (64,))
        logits, _ = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % 50 == 49:
            net.eval()
            with torch.no_grad():
                logits, _ = net(held_out[0])
                val = nn.functional.cross_entropy(logits.flatten(0, 1), held_out[1].flatten())
            print(f"step {step + 1}: validation loss {val:.3f}")
    net.train()
    return losses
