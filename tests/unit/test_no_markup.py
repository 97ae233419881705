"""No text reaches a widget as markup: Textual runs actions named in it, and some of it ends the program.

The screens have one door, `tui/draw.py: literal`, and draw nearly everything themselves. Here their source is read for
every other way in. What is let through all the same stands in `ALLOWED`, each with the reason why it is no input.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reader.commands import COMMANDS

TUI = Path(__file__).resolve().parent.parent.parent / "reader" / "tui"
MODULES = sorted(TUI.rglob("*.py"))

# a module and how the expression begins
ALLOWED = {
    ("bindings.py", "tooltip=command.help"): "the registry of verbs is our own literals",
    ("screens/palette.py", "run_action("): "ids of the registry are ours",
    ("program/keystrokes.py", "run_action("): "what a key is bound to, as the registry of verbs says",
    ("widgets/field.py", "import Input"): "the one gated line; all others derive from it",
    ("draw.py", "Content(text)"): "the door itself",
}

SAFE_WIDGETS = frozenset({"Static"})
"""Of Textual's widgets those that our modules may use; with `literal` around what they show."""
MARKUP_NAMES = frozenset({"from_markup", "render_str", "to_content", "escape_markup"})
TITLES = frozenset({"border_title", "border_subtitle", "tooltip", "BORDER_TITLE", "BORDER_SUBTITLE"})


def faults(source: str) -> list[str]:
    """Return the expressions of a module by which a text could become markup or an action."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("textual.widgets"):
                found += [f"import {n.name}" for n in names if n.name[0].isupper() and not _is_safe(module, n.name)]
            case ast.Call():
                found += _call_faults(node)
            case ast.Assign(targets=targets, value=value):
                found += [ast.unparse(node) for target in targets if _name(target) in TITLES and not _is_plain(value)]
            case ast.AnnAssign(target=target, value=value) if _name(target) in TITLES and value is not None:
                found += [] if _is_plain(value) else [ast.unparse(node)]
            case ast.FunctionDef(name="render") | ast.AsyncFunctionDef(name="render"):
                found.append("def render")
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in MARKUP_NAMES:
                found.append(ast.unparse(node))
            case _:
                pass
    return found


def _is_safe(module: str, name: str) -> bool:
    return name in SAFE_WIDGETS or (module == "textual.widgets.input" and name == "Selection")


def _call_faults(call: ast.Call) -> list[str]:
    name = _name(call.func)
    shown: list[ast.expr] = []
    match name:
        case "notify":
            off = any(
                k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False
                for k in call.keywords
            )
            return [] if off else [ast.unparse(call)]
        case "Static":
            shown = call.args[:1] + [k.value for k in call.keywords if k.arg == "content"]
        case "update":
            shown = [a for a in call.args[:1] if isinstance(a, ast.JoinedStr | ast.BinOp) or _is_text(a)]
        case "Hit":
            shown = call.args[1:2] + [k.value for k in call.keywords if k.arg in ("match_display", "help", "text")]
        case "DiscoveryHit":
            shown = call.args[:1] + [k.value for k in call.keywords if k.arg in ("display", "help", "text")]
        case "run_action":
            shown = [a for a in call.args[:1] if not _is_text(a)]
        case "Content" | "Text":
            return [ast.unparse(call)]
        case "query_one" | "query_exactly_one" if any(_name(arg) == "Static" for arg in call.args):
            return [ast.unparse(call)]  # so that nobody updates it with a text
        case _:
            pass
    bad = [] if all(_is_plain(value) for value in shown) else [ast.unparse(call)]
    for keyword in call.keywords:
        if keyword.arg in TITLES and not _is_plain(keyword.value):
            bad.append(f"{keyword.arg}={ast.unparse(keyword.value)}")
        if keyword.arg == "markup" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False):
            bad.append(ast.unparse(call))
    return [_short(text, name) for text in bad]


def _short(text: str, name: str) -> str:
    """Return a call without what it is called on."""
    at = text.find(f"{name}(")
    return text[at:] if name and at > 0 else text


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_plain(node: ast.expr) -> bool:
    """Tell whether an expression is a literal without a bracket, or has gone through the door."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, str) or "[" not in node.value
    return isinstance(node, ast.Call) and _name(node.func) == "literal"


def _allows(way: tuple[str, str], where: str, fault: str) -> bool:
    return way[0] == where and fault.startswith(way[1])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(TUI).as_posix())
def test_nothing_but_the_door_leads_to_a_widget(path: Path) -> None:
    where = path.relative_to(TUI).as_posix()
    assert [fault for fault in faults(path.read_text()) if not any(_allows(way, where, fault) for way in ALLOWED)] == []


def test_every_exception_is_still_needed() -> None:
    there = [(path.relative_to(TUI).as_posix(), fault) for path in MODULES for fault in faults(path.read_text())]
    assert [way for way in ALLOWED if not any(_allows(way, *one) for one in there)] == []


def test_the_registry_has_nothing_that_could_be_markup() -> None:
    assert [command.id for command in COMMANDS if "[" in command.title + command.help] == []


@pytest.mark.parametrize(
    "source",
    [
        "self.notify(words)",
        "app.notify(f'{name} is gone', severity='error')",
        "app.notify(words, markup=True)",
        "Static(article.title)",
        "Static(f'about {title}')",
        "Static('[b]bold[/b]')",
        "from textual.widgets import Label",
        "from textual.widgets import Button, Static",
        "from textual.widgets.option_list import Option",
        "box.border_title = story.title",
        "box.border_subtitle = f'{count} rows'",
        "self.tooltip = link.address",
        "widget(tooltip=link.address)",
        "BORDER_TITLE = title",
        "view.update(f'{title}')",
        "view.update('now ' + title)",
        "self.query_one('#x', Static)",
        "Content.from_markup(title)",
        "Content(title)",
        "self.render_str(title)",
        "Hit(1.0, title, run)",
        "Hit(1.0, literal(title), run, help=title)",
        "DiscoveryHit(title, run)",
        "await self.run_action(name)",
        "class W:\n    def render(self):\n        return self.title",
        "Table(markup=flag)",
    ],
)
def test_the_ways_in_are_seen(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "self.notify(words, markup=False, timeout=4)",
        "Static(literal(title), classes='words')",
        "Static()",
        "from textual.widgets import Static",
        "box.border_title = literal(title)",
        "box.border_title = 'Export'",
        "box.border_title = None",
        "known.update(other)",
        "hits.update(span for span in spans)",
        "Hit(1.0, literal(title), run, help=literal(words))",
        "await self.run_action('screen.back')",
        "painter.add(title)",
    ],
)
def test_the_door_is_open(source: str) -> None:
    assert not faults(source)
