"""Where output goes: files whole or not at all, JSON in every encoding, streams that fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studytool.cli.output import deliver
from studytool.questions import bank
from studytool.text.ascii import to_ascii
from studytool.text.language import UserError

CONV = "cnn.conv-output-size"
RIGHT = bank.variant(bank.find(CONV), 24).answer


def shell(command, **environ):
    """Run a shell line in which `studytool` is this program; its status, stdout and stderr."""
    line = f'studytool() {{ {sys.executable} -m studytool "$@"; }}; {command}'
    done = subprocess.run(["bash", "-c", line], capture_output=True, env={**os.environ, **environ}, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def failing(stream):
    stream.write("half")
    raise OSError(28, "No space left on device")


def test_a_failed_export_keeps_the_old_file(tmp_path):
    """What was there stays, byte for byte, and no temporary file is left."""
    file = tmp_path / "quiz.xml"
    file.write_text("precious", encoding="utf-8")
    with pytest.raises(UserError, match=r"quiz\.xml: No space left"):
        deliver(failing, str(file))
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("quiz.xml", "precious")]


def test_an_export_replaces_a_file_and_keeps_its_mode(tmp_path):
    """Through a symbolic link too: the link stays one."""
    file, link = tmp_path / "quiz.xml", tmp_path / "link.xml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    deliver(lambda stream: stream.write("新\n") and None, str(link))
    assert file.read_bytes() == "新\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


@pytest.mark.parametrize("path", ["", ".", "/dev/full", "/nowhere/x", "/dev/null/x", "a" * 300])
def test_what_cannot_be_written_is_said(run, path, monkeypatch, tmp_path):
    """A folder, a full device, a missing folder, a name that is too long: one line, nothing left behind."""
    monkeypatch.chdir(tmp_path)
    for language, said in (("en", "cannot write"), ("zh", "无法写入")):
        status, out, err = run("export", "json", "--kind", CONV, "-o", path, "--lang", language)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_machine_readable_output_survives_every_encoding(encoding):
    """JSON parses and exports are UTF-8 whatever the terminal's encoding."""
    _, out, _ = shell(f"studytool ask {CONV} --json", PYTHONIOENCODING=encoding)
    assert json.loads(out)["title"]["zh"] == "卷积的输出尺寸"
    _, out, _ = shell(f"studytool export html --kind {CONV} --lang zh", PYTHONIOENCODING=encoding)
    assert "卷积的输出尺寸" in out.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_a_formula_can_be_read_in_every_encoding(encoding):
    """A sign that the encoding lacks is spelled in ASCII; a letter of a name, which has no spelling, is escaped."""
    line = "o = ⌊(l + 2·p − k_eff)/s⌋ + 1"
    _, out, _ = shell("studytool show C-03", PYTHONIOENCODING=encoding)
    plain = out.decode(encoding)
    assert "\\u" not in plain
    assert "\\x" not in plain
    assert to_ascii(line) in to_ascii(plain)
    _, out, _ = shell("studytool where --db naïve−β.db", PYTHONIOENCODING=encoding)
    name = {"ascii": r"na\xefve-beta.db", "latin-1": "naïve-beta.db", "gbk": r"na\xefve-β.db"}[encoding]
    assert name in out.decode(encoding)


def test_arguments_are_utf8_in_every_locale():
    """A full-width answer is read in the C locale too."""
    wide = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(RIGHT))
    _, out, _ = shell(f"studytool check {CONV} --seed 24 --answer {wide} --json", LC_ALL="C", PYTHONUTF8="0")
    assert json.loads(out)["verdict"] == "correct"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["kinds", "--help", "--version", f"export json --kind {CONV}"])
@pytest.mark.parametrize("stream", ["> /dev/full", ">&-"])
def test_output_that_cannot_be_written_is_an_error(command, stream):
    """A full disk or a closed stdout is told on stderr in one line."""
    status, _, err = shell(f"studytool {command} {stream}")
    assert status == 2
    assert err.startswith("studytool: cannot write the output: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
def test_a_stderr_that_cannot_be_written_changes_nothing(stream):
    """The status is the same and the message does not get into the output."""
    assert shell(f"studytool ask nope {stream}")[:2] == (2, b"")


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_every_kind_of_text_file_is_read(tmp_path, start, end):
    """A byte order mark and any line ending, from a file as from stdin."""
    file = tmp_path / "a.txt"
    file.write_bytes(start + end.join([b"%d" % RIGHT, b"", b"%d" % (RIGHT + 1)]) + end)
    for source in (str(file), f"- < {file}"):
        _, out, _ = shell(f"studytool check {CONV} --seed 24 --answers {source}")
        assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["correct", "unreadable", "wrong"]


@pytest.mark.parametrize("source", ["- < {file}", "{file}", "- <&-", "{file}/..", "''"])
def test_what_is_no_text_is_refused(tmp_path, source):
    """Binary files, closed stdin and folders: one line."""
    file = tmp_path / "a.bin"
    file.write_bytes(b"\xff\xfe1\x00")
    status, out, err = shell(f"studytool check {CONV} --seed 24 --answers {source.format(file=file)}")
    assert (status, out, err.count("\n")) == (2, b"", 1)


def test_a_million_questions_can_be_interrupted():
    """Questions are written as they are made: the first comes at once, whatever the count."""
    status, out, err = shell(f"studytool export moodle --kind {CONV} --count 1000000 | head -c 100")
    assert (status, len(out), err) == (0, 100, "")
