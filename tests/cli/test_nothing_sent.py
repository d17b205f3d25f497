"""Nothing is sent anywhere, and no program is begun, by reading what others wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import SPOTTING, environment
from tests.terminal import Terminal

SPY = """
import sys
CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "subprocess.Popen",
         "os.system", "os.exec", "os.posix_spawn", "os.startfile", "webbrowser.open", "urllib.Request")
def spy(event, arguments):
    if event in CALLS:
        print("SPIED", event, arguments, file=sys.stderr)
sys.addaudithook(spy)
"""
AWAY = "http://127.0.0.1:9"
LEADING = f"""Title: Gates hold
URL: {AWAY}/pixel

Hayday left Kyiv, see {AWAY}/a and file:///etc/passwd. `rm -rf ~` $(id) <img src='{AWAY}/b.png'>.
"""
PAGE = f"""<html><head><base href='{AWAY}/'><link rel=stylesheet href=c.css></head>
<body><p>{LEADING}<iframe src='{AWAY}/d'></iframe><script src='{AWAY}/e.js'></script></p></body></html>"""
FEED = f"""<rss version='2.0'><channel><title>War</title><link>{AWAY}/</link><item><title>Gates hold</title>
<link>{AWAY}/f</link><description>Hayday left Kyiv and came back.</description></item></channel></rss>"""
COMMANDS = ("list", "show 1", "search kyiv", "dossier Hayday", "export articles", "doctor", "hide Hayday")


def called(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=60)


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """warreader, with a spy, on a library of what leads elsewhere."""
    press = tmp_path / "press"
    press.mkdir()
    for name, text in (("a.txt", LEADING), ("b.html", PAGE), ("c.rss", FEED)):
        (press / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", SPY + SPOTTING, "--library", str(tmp_path / "war.db")]
    run = called([*command, "add", "--jobs", "1", str(press)], tmp_path)
    assert run.stdout.startswith("3 added") and run.stderr == ""
    return command


def test_by_commands(tmp_path: Path, command: list[str]) -> None:
    for words in COMMANDS:
        run = called([*command, *words.split()], tmp_path)
        assert (run.returncode, run.stderr) == (0, ""), words


def test_by_the_reader(tmp_path: Path, command: list[str]) -> None:
    with Terminal(command, environment(tmp_path)) as reader:
        reader.wait_for("3 articles", 60)
        reader.press("2", "e", "D")
        reader.wait_for("Dossier")
        reader.press("q", "i")
        reader.wait_for("About the article")
        reader.press("q", "Q")
        assert reader.wait_for_exit() == 0
    assert b"SPIED" not in reader.sent


def test_the_spy_sees(tmp_path: Path, command: list[str]) -> None:
    run = called([*command, "add", "--allow-local", AWAY], tmp_path)
    assert run.returncode == 1 and "SPIED socket." in run.stderr
