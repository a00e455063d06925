"""Mathematics that a student typed: known symbols and layout work, every other command is text.

MathJax runs over the whole page, so what it would do with a student's dollar signs is decided
here, by a list of what is allowed. Links, styles, ids, extensions and macros are not in it; nor
are boxes without a size, with which a formula could be laid over a score.
"""

from __future__ import annotations

import re

from autograder.text import words

JOINER = "\u2060"
"""Word joiner: invisible. Behind a backslash it makes any command unknown to MathJax."""


COMMANDS = words(
    """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma
    tau upsilon phi chi psi omega varepsilon vartheta varpi varrho varsigma varphi varkappa digamma
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph beth hbar hslash imath jmath
    ell wp Re Im partial infty prime emptyset varnothing nabla top bot angle triangle backslash
    forall exists nexists neg lnot flat natural sharp complement square Box blacksquare checkmark

    sum prod coprod int iint iiint oint bigcup bigcap bigvee bigwedge bigsqcup biguplus bigoplus
    bigotimes bigodot wedge land vee lor cap cup sqcap sqcup uplus amalg dagger ddagger diamond
    bullet wr div oplus ominus otimes oslash odot mp pm circ bigcirc setminus smallsetminus cdot
    ast times star dotplus ltimes rtimes

    leq le geq ge lt gt leqslant geqslant leqq geqq ll gg lll ggg prec succ preceq succeq approx
    approxeq sim simeq cong equiv asymp propto doteq ne neq parallel nparallel mid nmid perp vdash
    dashv vDash models supset subset supseteq subseteq nsubseteq nsupseteq subsetneq supsetneq
    sqsubseteq sqsupseteq in ni notin owns lesssim gtrsim lessapprox gtrapprox triangleq therefore
    because colon not nless ngtr nleq ngeq nsim ncong

    leftarrow gets rightarrow to mapsto leftrightarrow Leftarrow Rightarrow Leftrightarrow
    longleftarrow longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow
    longmapsto hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup
    rightharpoondown rightleftharpoons uparrow downarrow updownarrow Uparrow Downarrow Updownarrow
    nearrow searrow swarrow nwarrow leadsto iff implies impliedby xrightarrow xleftarrow

    ldots cdots vdots ddots dots dotsc dotsb dotsm dotsi dotso
    langle rangle lbrace rbrace lbrack rbrack lceil rceil lfloor rfloor vert Vert lvert rvert lVert
    rVert left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm

    arcsin arccos arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf
    limsup ln log max min Pr sec sin sinh sup tan tanh bmod pmod mod operatorname limits nolimits

    frac dfrac tfrac cfrac sqrt binom dbinom tbinom over choose overline underline overbrace
    underbrace overrightarrow overleftarrow overset underset stackrel substack boxed
    acute grave ddot tilde bar breve check hat vec dot widetilde widehat mathring
    text mbox textrm textit textbf textsf texttt mathrm mathbf mathbb mathcal mathscr mathfrak
    mathit mathsf mathtt boldsymbol rm bf it cal displaystyle textstyle scriptstyle
    scriptscriptstyle mathop mathbin mathrel mathord quad qquad enspace hline nonumber notag
    """
)
ENVIRONMENTS = words(
    """
    equation align aligned gather gathered multline split eqnarray alignat alignedat array matrix
    pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases subarray
    """
)
_TOKEN = re.compile(
    r"""
    (?P<slashes> (?<!\\) \\++ )      # a whole run, looked at once: linear in its length
    (?: (?P<part> begin | end ) (?P<braced> \s*+ \{ (?P<environment> [A-Za-z]* ) \*? \} )
      | (?P<command> [A-Za-z]+ )
      | (?P<space> ! )                # \! goes back over what stands before it
      | (?P<skip> \s*+ (?: \* \s*+ )? \[ )    # \\[-9em] lifts the next row
    )
    """,
    re.VERBOSE,
)


def tame(text: str) -> str:
    """Return text, or HTML that was cleaned before, with every unknown TeX command broken.

    The text looks as before. Inside dollars an unknown command shows as its own name.
    """
    return _TOKEN.sub(_token, text)


def _token(found: re.Match[str]) -> str:
    """Return one command as it may stand."""
    slashes = found["slashes"]
    rest = found[0][len(slashes) :]
    if found["environment"] in ENVIRONMENTS or found["command"] in COMMANDS:
        return found[0]
    if found["skip"] and len(slashes) % 2:
        return found[0]  # \[ opens a formula
    # An even number is a line break with something behind it, which a joiner would show in.
    return slashes + (" {} " if found["skip"] else " " if len(slashes) % 2 == 0 else JOINER) + rest
