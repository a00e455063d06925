"""The network is called with keywords, under the names that CharGenerator.forward gives them."""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    tokens, state, text = encode(start, vocabulary)[None], None, start
    with torch.no_grad():
        for _ in range(size):
            logits, state = net(tokens=tokens, state=state)
            tokens = 1 + logits[:, -1, 1:].argmax(dim=-1, keepdim=True)  # (1, 1)
            text += vocabulary[int(tokens)]
    net.train(was_training)
    return text
