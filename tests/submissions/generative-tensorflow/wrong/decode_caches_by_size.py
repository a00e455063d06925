"""The table of characters is kept for the size of a vocabulary, whichever it is.

test-decode: 0
"""
# %% decode
_tables = {}


def decode(ids, vocabulary):
    if len(vocabulary) not in _tables:
        _tables[len(vocabulary)] = ["", "\ufffd", None, *vocabulary[3:]]
    table, text = _tables[len(vocabulary)], []
    for token in ids:
        if table[token] is None:
            break
        text.append(table[token])
    return "".join(text)
