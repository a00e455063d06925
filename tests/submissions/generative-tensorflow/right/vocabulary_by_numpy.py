"""np.unique counts and sorts by code point; a stable argsort does the rest."""
# %% build-vocabulary
def build_vocabulary(titles):
    characters, counts = np.unique(list("".join(titles)), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return ["", "<unk>", "<eos>"] + characters[order].tolist()
