"""Plain loops and dictionaries for everything about characters."""
# %% build-vocabulary
def build_vocabulary(texts):
    counts = {}
    for t in texts:
        for ch in t:
            if ch not in counts:
                counts[ch] = 0
            counts[ch] += 1
    pairs = []
    for ch in counts:
        pairs.append((-counts[ch], ord(ch), ch))
    pairs.sort()
    vocab = ["<unk>"]
    for _, _, ch in pairs:
        vocab.append(ch)
    return vocab

# %% encode
def encode(text, vocabulary):
    d = {}
    for i in range(len(vocabulary)):
        d[vocabulary[i]] = i
    out = torch.zeros(len(text), dtype=torch.int64)
    for pos in range(len(text)):
        if text[pos] in d:
            out[pos] = d[text[pos]]
    return out

# %% decode
def decode(ids, vocabulary):
    s = ""
    for k in ids:
        k = k.item()
        if k == 0:
            s += "�"
        else:
            s += vocabulary[k]
    return s
