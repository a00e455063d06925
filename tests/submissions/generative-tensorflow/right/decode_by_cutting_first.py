"""The row is cut at the first <eos>, then joined from a list of what each token writes."""
# %% decode
def decode(ids, vocabulary):
    ids = list(ids)
    if 2 in ids:
        ids = ids[: ids.index(2)]
    written = ["", "\N{REPLACEMENT CHARACTER}", ""] + list(vocabulary[3:])
    return "".join(written[i] for i in ids)
