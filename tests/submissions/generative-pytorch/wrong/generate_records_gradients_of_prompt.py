"""no_grad surrounds the loop, but the prompt is read before it.

test-generate-gradients: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    logits, state = net(encode(start, vocabulary)[None])
    with torch.no_grad():
        for _ in range(size):
            token = 1 + logits[0, -1, 1:].argmax().item()
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
