"""The configuration: what holds without it, what it may say, and errors that name the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.__main__ import main
from reader.config import Config, ConfigError, Fetch, config_path, data_folder, load, show

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Config()


def test_what_is_shown_reads_back(tmp_path: Path) -> None:
    fetch = Fetch(allow_private=True, hosts=("nas.local", "[::1]:80"), patience=9, proxy="http://p.example:3128")
    config = Config(width=90, theme='odd "name" \\', ascii=True, fetch=fetch)
    assert load(write(tmp_path, show(config))) == config


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("widht = 80", ["widht", "'width'"]),
        ('width = "80"', ["width", "number"]),
        ("width = true", ["width", "number"]),
        ("width = 5", ["width", "40"]),
        ("ascii = 1", ["ascii", "true or false"]),
        ("theme = 3", ["theme", "quotation marks"]),
        ("width =", ["Invalid value"]),
        ("[keys]\nx = 1", ["keys"]),
        ("fetch = 1", ["fetch", "table"]),
        ("[fetch]\nallow_privat = true", ["fetch.allow_privat", "'fetch.allow_private'"]),
        ("[fetch]\nallow_private = 1", ["fetch.allow_private", "true or false"]),
        ("[fetch]\npatience = 99", ["fetch.patience", "30"]),
        ("[fetch]\nhosts = [1]", ["fetch.hosts", "list"]),
        ('[fetch]\nhosts = "x"', ["fetch.hosts", "list"]),
    ],
)
def test_errors_name_file_key_and_remedy(tmp_path: Path, text: str, words: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert all(word in message for word in words)
    assert "\n" not in message


def test_what_means_something_is_shown_beside_what_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path))
    write(tmp_path, "width = 90\nascii = 1\n[fetch]\npatience = 9\nhosts = [1]\n")
    assert main(["config"]) == 2
    shown = capsys.readouterr()
    assert "\nwidth = 90\n" in shown.out
    assert "\nascii = false\n" in shown.out
    assert "\npatience = 9\n" in shown.out
    assert [word in shown.err for word in ("ascii is 1", "fetch.hosts")] == [True, True]
    write(tmp_path, "width =")
    assert main(["config"]) == 2
    assert "\nwidth = 72\n" in capsys.readouterr().out


def test_a_configuration_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError):
        load(path)
    with pytest.raises(ConfigError):
        load(tmp_path)


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path))
    assert config_path() == tmp_path / "config.toml"
    assert data_folder() == tmp_path / "data"


def test_without_it_the_xdg_folders_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREADER_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    assert config_path() == tmp_path / "c" / "newsreader" / "config.toml"
    assert data_folder() == tmp_path / "d" / "newsreader"
