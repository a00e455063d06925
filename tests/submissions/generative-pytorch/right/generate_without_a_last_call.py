"""The logit of <unk> is masked at -inf, nothing is fed after the last character, try/finally."""
# %% generate
@torch.no_grad()
def generate(net, vocabulary, size, start):
    if not start:
        raise ValueError("the prompt needs at least one character")
    was_training = net.training
    net.eval()
    try:
        tokens = encode(start, vocabulary).unsqueeze(0)
        state = None
        result = start
        for _ in range(size):
            logits, state = net(tokens, state)
            scores = logits[:, -1, :].clone()
            scores[:, 0] = float("-inf")
            tokens = scores.argmax(dim=-1, keepdim=True)
            result += vocabulary[tokens.item()]
        return result
    finally:
        net.train(was_training)
