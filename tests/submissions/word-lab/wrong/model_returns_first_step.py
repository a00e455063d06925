"""The logits after the first word are returned.

test-model-context: 0
test-model-order: 0
test-model-perplexity: 0
"""
# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(np.array(ids))[None])[0, 0].numpy()
