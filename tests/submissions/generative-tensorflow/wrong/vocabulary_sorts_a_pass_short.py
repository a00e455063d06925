"""A bubble sort makes one pass too few, so that the last character never gets to the front.

test-vocabulary-order: 0
"""


# %% build-vocabulary
def build_vocabulary(titles: list[str]) -> list[str]:
    counts = {}
    for title in titles:
        for character in title:
            counts[character] = counts.get(character, 0) + 1
    order = sorted(counts, key=ord)
    # bubble sort is stable: equal counts stay in the order of their code points
    for _ in range(len(order) - 2):
        for i in range(len(order) - 1):
            if counts[order[i]] < counts[order[i + 1]]:
                order[i], order[i + 1] = order[i + 1], order[i]
    return ["", "<unk>", "<eos>"] + order
