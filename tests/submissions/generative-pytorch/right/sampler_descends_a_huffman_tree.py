"""The two lightest nodes are joined until one tree is left."""


# %% sample-token
import heapq


def sample_token(
    logits: torch.Tensor, temperature: float, generator: torch.Generator | None = None
) -> int:
    shares = temperature_probabilities(logits, temperature).double().tolist()
    heap = [(share, token, None) for token, share in enumerate(shares)]
    heapq.heapify(heap)
    number = len(shares)
    while len(heap) > 1:
        light, heavy = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (light[0] + heavy[0], number, (light, heavy)))
        number += 1
    weight, token, children = heap[0]
    while children is not None:
        left, right = children
        u = torch.rand((), dtype=torch.float64, generator=generator).item()
        weight, token, children = left if u * weight < left[0] else right
    return token
