"""Numbers as calculations, in full precision."""
# %% q5
import math

weights = [math.exp(logit / 2) for logit in (2, 1, 0)]
q5 = weights[0] / sum(weights)
# %% q7
q7 = math.log(60)
