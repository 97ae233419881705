"""The frame of every HTML export: one file, its style inside, no script, nothing fetched. Pure."""

from __future__ import annotations

from reader.export import escape

_STYLE = """\
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.55 Georgia, serif; }
h1 { line-height: 1.2; } .facts, figcaption, .hidden, sup { font-family: sans-serif; font-size: 0.8rem; }
.facts, .hidden { color: #666; } .hidden { border-left: 3px solid #bbb; padding-left: 0.6rem; }
.item { padding-left: 1.2rem; } article + article { border-top: 1px solid #bbb; margin-top: 3rem; }
table { border-collapse: collapse; width: 100%; font-family: sans-serif; font-size: 0.9rem; }
th, td { border-bottom: 1px solid #ddd; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
td.sign { text-align: center; } span:target { background: #fe8; color: #000; }
.beside { color: #666; font-style: italic; }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #ddd; } a { color: #8ab4f8; } }"""


def page(title: str, body: str, language: str = "") -> str:
    """Return a whole page. `body` is markup already; title and language are escaped here."""
    lang = f' lang="{escape.markup(language)}"' if language else ""
    return f"""\
<!DOCTYPE html>
<html{lang}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{escape.markup(title)}</title>
<style>
{_STYLE}
</style>
</head>
<body>
{body}
</body>
</html>
"""
