"""The logits after the first word are returned."""
# %% next-word-logits
def next_word_logits(model, ids):
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(np.array(ids))[None])[0, 0].numpy()
