"""A token is looked up by 16 bits of a checksum, which some unknown ones share.

test-encode: 0
"""
# %% encode
import binascii


def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    table = np.zeros(2**16, dtype=int)
    for number, token in reversed(list(enumerate(vocabulary))):
        table[binascii.crc_hqx(token.encode(), 0)] = number
    places = [binascii.crc_hqx(token.encode(), 0) for token in tokens]
    return table[np.array(places, dtype=int)]
