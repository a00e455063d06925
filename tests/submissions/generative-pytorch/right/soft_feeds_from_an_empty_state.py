"""generate_soft in inference_mode: one call a step, decoded at the end, its own mask added."""
# %% generate-soft
@torch.inference_mode()
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    mode, state = net.training, None
    net.eval()
    mask = torch.zeros(len(vocabulary))
    mask[0] = float("-inf")
    ids = encode(start, vocabulary).tolist()
    feed = torch.tensor([ids])
    for _ in range(size):
        logits, state = net(feed, state)
        ids.append(sample_token(logits[0, -1] + mask, temperature, generator))
        feed = torch.tensor([[ids[-1]]])
    net.train(mode)
    return start + decode(torch.tensor(ids[len(start):], dtype=torch.long), vocabulary)
