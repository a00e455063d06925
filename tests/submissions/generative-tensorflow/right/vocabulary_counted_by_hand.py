"""A dictionary of counts, then two stable sorts: by code point, and by frequency."""
# %% build-vocabulary
def build_vocabulary(titles):
    counts = {}
    for title in titles:
        for character in title:
            counts[character] = counts.get(character, 0) + 1
    characters = sorted(counts)
    characters.sort(key=counts.get, reverse=True)
    return ["", "<unk>", "<eos>"] + characters
