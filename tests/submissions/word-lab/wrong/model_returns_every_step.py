"""The logits of every step are returned instead of the last one's.

test-model-logits: 0
test-model-context: 0
test-model-order: 0
test-model-seed: 0
test-model-perplexity: 0
"""
# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(np.array(ids))[None])[0].numpy()
