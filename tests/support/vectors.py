"""What a hostile notebook may hold, by name, and what is left of it once it was cleaned.

FIRE stands for JavaScript, and LOAD for an address, that tells a test's server the vector's name.
"""

import base64
from collections.abc import Callable
from typing import Any

from autograder.judge.report import Finding, Report

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJ"
    "ggg=="
)
REPORT = Report(Finding("The property", True), points=3)
FORGED = REPORT._repr_html_().replace("3 of 3", "9 of 9")
WIDGET = "application/vnd.jupyter.widget-view+json"
DATA = "data:image/png;base64,"
STATE = "application/vnd.jupyter.widget-state+json"

HTML = {  # what a cell shows, and what stays of it; those that swallow what follows stand last
    "script": ("<script>FIRE</script>", ""),
    "script in odd case": ("<ScRiPt>FIRE</sCrIpT>", ""),
    "img onerror": ('<img src="x:" onerror="FIRE">', "<img>"),
    "img with slashes": ('<img/src="x:"/onerror="FIRE"/>', "<img>"),
    "img load": ('<img src="LOAD">', "<img>"),
    "img srcset": ('<img srcset="LOAD 1x">', "<img>"),
    "picture": ('<picture><source srcset="LOAD"><img></picture>', "<img>"),
    "svg onload": ('<svg onload="FIRE"></svg>', ""),
    "svg script": ("<svg><script>FIRE</script></svg>", ""),
    "svg image": ('<svg><image href="LOAD"/></svg>', ""),
    "iframe srcdoc": ('<iframe srcdoc="&lt;script&gt;FIRE&lt;/script&gt;"></iframe>', ""),
    "iframe data": ('<iframe src="data:text/html,<script>FIRE</script>"></iframe>', ""),
    "iframe javascript": ('<iframe src="javascript:FIRE"></iframe>', ""),
    "style import": ("<style>@import url(LOAD);</style>", ""),
    "style attribute": ('<div style="background:url(LOAD)">x</div>', "<div>x</div>"),
    "style of a cell": (
        '<table><tr><td style="position:fixed;color:red">x<td style="color:url(LOAD)">y</table>',
        '<table><tbody><tr><td style="color:red">x</td><td>y</td></tr></tbody></table>',
    ),
    "style sheet": ('<link rel="stylesheet" href="LOAD">', ""),
    "preload": ('<link rel="preload" as="image" href="LOAD">', ""),
    "video poster": ('<video poster="LOAD"></video>', ""),
    "video onerror": ('<video><source onerror="FIRE" src="x:"></video>', ""),
    "object": ('<object data="LOAD"></object>', ""),
    "embed": ('<embed src="LOAD">', ""),
    "image button": ('<input type="image" src="LOAD">', ""),
    "table background": (
        '<table background="LOAD"><tr><td>x</table>',
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
    ),
    "autofocus": ('<input autofocus onfocus="FIRE">', ""),
    "details": ('<details open ontoggle="FIRE">x</details>', "x"),
    "animation": (
        '<style>@keyframes k{}</style><b style="animation:k 1ms" onanimationstart="FIRE">x</b>',
        "<b>x</b>",
    ),
    "shadow root": ('<p><template shadowrootmode="open"><img src="LOAD"></template>', "<p></p>"),
    "comment": ('<!--><img src="LOAD">-->', "<img>--&gt;"),
    "textarea": ('<textarea></textarea><img src="LOAD">', "<img>"),
    "select": ('<select><option><img src="LOAD"></select><img src="LOAD">', "<img>"),
    "form": ('<form action="LOAD"><button>Next</button></form>', "Next"),
    "link": ('<a href="javascript:FIRE">Next</a>', "Next"),
    "class of the page": ('<div class="navbar-fixed-top">9</div>', '<div class="">9</div>'),
    "id of a score": ('<b id="test-a" class="score" data-link="/x">1</b>', "<b>1</b>"),
    "maths": (r"<p>$\href{LOAD}{x}$</p>", "<p>$\\\u2060href{LOAD}{x}$</p>"),
    "forged report": (
        '<table class="autograder-report"><caption style="position:fixed">9 of 9</caption></table>',
        "<table><caption>9 of 9</caption></table>",
    ),
    "video": ('<video src="LOAD" autoplay></video>', ""),
    "body background": ('<body background="LOAD">', ""),
    "noscript": ('<noscript><p title="</noscript><img src=x: onerror=FIRE>">', '<img>"&gt;'),
    "namespace of svg": (
        '<svg></p><style><a title="</style><img src=x: onerror=FIRE>">',
        '<p></p><img>"&gt;',
    ),
    "namespace of mathml": ("<math><mtext><table><mglyph><style><!--</style><img src=LOAD>", ""),
    "base": ('<base href="LOAD/">', ""),
    "unclosed": ('<img src="LOAD" ', ""),
}


def shown(data: Any, metadata: Any = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def with_text(mime: str, value: Any, **metadata: Any) -> dict[str, Any]:
    return shown({mime: value, **PLAIN}, {mime: metadata})


def printed(what: Any, name: Any = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": what}


def not_shown(types: str) -> dict[str, str]:
    return {"text/plain": f"[an output that is not shown here: {types}]"}


PLAIN = {"text/plain": "x"}
ONLY_PNG = {"image/png": PNG}
COLOURED = "\x1b[38;5;28;1mb\x1b[0m"
WRONG = {"text/html": {"a": 1}, "text/plain": None, "image/png": [1], "text/latex": 3}
OTHERS: dict[str, tuple[Any, Any]] = {  # other outputs, and the data or the text that stays
    "javascript": (with_text("application/javascript", "FIRE"), PLAIN),
    "markdown": (
        with_text("text/markdown", '<img src="LOAD">'),
        {**PLAIN, "text/markdown": '<img src="LOAD">'},  # the page's filter cleans it
    ),
    "latex": (
        with_text("text/latex", r"$\href{LOAD}{x}$"),
        {**PLAIN, "text/latex": "$\\\u2060href{LOAD}{x}$"},
    ),
    "long markdown": (with_text("text/markdown", "*" * 20_001), PLAIN),
    "svg": (with_text("image/svg+xml", '<svg onload="FIRE"/>'), PLAIN),
    "pdf": (with_text("application/pdf", "JVBERi0="), PLAIN),
    "isolated": (with_text("text/html", "<script>FIRE</script>", isolated=True), PLAIN),
    "png that is none": (with_text("image/png", 'x" onerror="FIRE'), PLAIN),
    "png that is text": (with_text("image/png", base64.b64encode(b"text").decode()), PLAIN),
    "png as jpeg": (with_text("image/jpeg", PNG), PLAIN),
    "jpeg with a handler": (with_text("image/jpeg", "x", height="1 onerror=FIRE"), PLAIN),
    "png in lines": (shown({"image/png": [PNG[:9] + "\n", PNG[9:]]}), ONLY_PNG),
    "png with a handler": (shown(ONLY_PNG, {"image/png": {"width": "1 onload=FIRE"}}), ONLY_PNG),
    "file name": (shown(ONLY_PNG, {"filenames": {"image/png": "LOAD"}}), ONLY_PNG),
    "type of its own": (shown({"text/x-<b>": "x"}), not_shown("")),
    "types all wrong": (shown(WRONG), not_shown(", ".join(WRONG))),
    "data that are a list": (shown(["text/html"]), not_shown("")),
    "metadata that are text": (shown({"image/png": PNG}) | {"metadata": "x"}, {"image/png": PNG}),
    "stream": (printed('<img src="LOAD">'), '<img src="LOAD">'),
    "stream that is no text": (printed({"a": 1}, 3), ""),
    "escape that stops nbconvert": (printed("a\x1b[38mb"), "ab"),
    "escape in other digits": (printed("a\x1b[٣٨mb"), "ab"),
    "colours": (printed(COLOURED, "stderr"), COLOURED),
    "controls": (printed("\x1b]0;x\x07a\x9b2J\b\u202e"), "a2J"),
    "progress bar": (printed("1%\r9%\r\nend\r"), "9%\nend"),
    "half a character": (printed("\ud800"), "\ufffd"),
    "error": ({"output_type": "error", "evalue": 1, "traceback": ["<b>", 3]}, "<b>\n"),
    "error without traceback": ({"output_type": "error", "traceback": "x"}, ""),
    "kind of its own": ({"output_type": "pager", "data": {"text/html": "<b>"}}, None),
    "no output at all": ("<script>", None),
    "widget": (with_text(WIDGET, {"model_id": "m", "x": "<!--<script>"}), PLAIN),
}
ANSWERS = {  # markdown cells, and what is shown of them
    "script": ("<script>FIRE</script>", ""),
    "handler": ('a <img src="x:" onerror="FIRE"> b', "<p>a <img> b</p>"),
    "picture elsewhere": ("![x](LOAD)", "<p>x (LOAD)</p>"),
    "picture with a handler": ('![x](x:"onerror="FIRE)', "<p>x (x:%22onerror=%22FIRE)</p>"),
    "server's configuration": (
        "![](/formgrader?path=submitted/mallory/ps1)",
        "<p> (/formgrader?path=submitted/mallory/ps1)</p>",
    ),
    "style": ("<style>@import url(LOAD);</style>", ""),
    "frame": ('<iframe srcdoc="&lt;script&gt;FIRE&lt;/script&gt;"></iframe>', ""),
    "svg": ('<svg onload="FIRE"></svg>', "<p></p>"),
    "details": ('<details open ontoggle="FIRE">x</details>', "x"),
    "mermaid": ("```mermaid\n</pre><img src=LOAD>\n```", '<div class=""><pre></pre><img>\n</div>'),
    "html in maths": (
        '$<b>"LOAD"$',
        '<p><math display="inline"><mrow><mo>&lt;</mo><mi>b</mi><mo>&gt;</mo><mi>"</mi><mi>L</mi>'
        '<mi>O</mi><mi>A</mi><mi>D</mi><mi>"</mi></mrow></math></p>',
    ),
    "html in maths' text": (
        '$\\text{<img src="LOAD">}$',
        '<p>$\\text{&lt;img src="LOAD"&gt;}$</p>',
    ),
    "maths with what acts": (
        "$\\href{javascript:FIRE}{a}\\style{color:red}{b}\\class{c}{d}\\hspace{-9em}$",
        '<p><math display="inline"><mrow><mrow><mrow><mi>a</mi></mrow></mrow><mrow><mi>b</mi>'
        "</mrow><mrow><mi>d</mi></mrow></mrow></math></p>",
    ),
    "mathml": (
        '<math onclick="FIRE"><mi href="javascript:FIRE" style="x" mathvariant="bold">x</mi>'
        '<mtext><table><mglyph><style><!--</style><img title="--&gt;<img src=x onerror=FIRE>">'
        '</table></mtext><annotation-xml encoding="text/html"><img src="LOAD">'
        "</annotation-xml></math>",
        '<p><math><mi mathvariant="bold">x</mi><mtext><table></table></mtext></math></p>',
    ),
    "maths in an attribute": (
        '<div><img alt="\n\n$\\text{a}$ "> x',
        '<div><img alt="\n\npmath xmlns="> "&gt; x<p></p>\n</div>',
    ),
    "prefix that nbconvert strips": ('<img src="files/LOAD">', "<img>"),
    "heading with a score's id": ("# test-a", "<h1>test-a</h1>"),
    "link": ('[<img src="LOAD">](javascript:FIRE)', "<p><img> (javascript:FIRE)</p>"),
    "link elsewhere": ("[it](https://a.test/)", "<p>it (https://a.test/)</p>"),
    "address": ("https://a.test/", "<p>https://a.test/</p>"),
    "attachment": ("![x](attachment:a.png)", f'<p><img src="{DATA}{PNG}" alt="x"></p>'),
    "attachment of html": ("![x](attachment:b.png)", "<p>x (attachment:b.png)</p>"),
    "attachment with a handler": ("![x](attachment:c.png)", "<p>x (attachment:c.png)</p>"),
    "picture beside it": ("![x](plots/a-1.png)", '<p><img src="plots/a-1.png" alt="x"></p>'),
    "code": ("`$\\href{x}$`", "<p><code>$\\href{x}$</code></p>"),
    "code in a tag's name": ("<i title='<pre>'>$\\href{x}$</i>", "<p><i>$\\\u2060href{x}$</i></p>"),
    "maths": (
        r"$\frac{1}{V}$",
        '<p><math display="inline"><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mi>V</mi></mrow>'
        "</mfrac></mrow></math></p>",
    ),
    "maths that is not known": (r"$\foo{1}$", "<p>$\\\u2060foo{1}$</p>"),
    "maths of many braces": (f"${'{' * 900}$", f"<p>${'{' * 900}$</p>"),
    "maths by entities": ("&#36;&#92;href{x}&#36;", "<p>$\\\u2060href{x}$</p>"),
}
ATTACHMENTS = {
    "a.png": {"image/png": PNG},
    "b.png": {"text/html": "<script>FIRE</script>"},
    "c.png": {"image/png": 'x" onerror="FIRE'},
}
RAW = '<b class="navbar-fixed-top"><img src="LOAD">'


def notebook(armed: Callable[[Any, str], Any]) -> dict[str, Any]:
    """Return a graded notebook that holds every vector, as stock nbgrader would keep it.

    Args:
        armed: puts a script and an address into a vector, which it gets with its name.
    """
    # A notebook file with wrong types is not valid, and stock nbgrader shows no page of it at all.
    valid = {
        name: output
        for name, (output, stays) in OTHERS.items()
        if stays is PLAIN or stays is ONLY_PNG
    }
    widget = valid.pop("widget")  # it swallows the rest of the page
    html = {name: with_text("text/html", hostile) for name, (hostile, _) in HTML.items()}
    ours = shown({"text/plain": "3.0", "text/html": REPORT._repr_html_()})
    cells = [
        *(_code(armed(output, name)) for name, output in valid.items()),
        *(_markdown(armed(source, f"answer {name}")) for name, (source, _) in ANSWERS.items()),
        {
            "cell_type": "raw",
            "source": armed(RAW, "raw"),
            "metadata": {"raw_mimetype": "text/html"},
        },
        _markdown("*Mine*: $\\alpha$", "answer-a"),
        _code(ours, "test-a"),
        *(_code(armed(output, name)) for name, output in html.items()),
        _code(widget),
    ]
    metadata = {"title": "<b>", "widgets": {STATE: {"state": {"m": {}}}}}
    numbered = [cell | {"id": f"c{number}"} for number, cell in enumerate(cells)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": numbered}


def _markdown(source: str, name: str = "") -> dict[str, Any]:
    cell = {"cell_type": "markdown", "source": source, "metadata": _marks(name, "markdown")}
    return cell | ({"attachments": ATTACHMENTS} if "attachment:" in source else {})


def _code(output: dict[str, Any], name: str = "") -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": 1, "source": "x = '</pre><script>'"}
    return cell | {"metadata": _marks(name, "code"), "outputs": [output]}


def _marks(name: str, kind: str) -> dict[str, Any]:
    if not name:
        return {}
    mine = kind == "markdown"
    marks = {"grade_id": name, "grade": True, "solution": mine, "locked": not mine, "task": False}
    return {"nbgrader": marks | {"schema_version": 3, "points": 3, "cell_type": kind}}
