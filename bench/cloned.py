"""A checkout whose bank has every kind several times, so that figures can be taken of a bank of hundreds of kinds.

Run: python bench/cloned.py DIR [--times 12]. DIR must not exist. Each file of kinds and of crosschecks is copied beside
itself with the kinds' ids changed (cnn.conv-output-size-c2), each model of the syllabus likewise (C-03c2); the file of
known answers is written anew. Cards, decks and tests stay as they are. Then, in DIR:

    PYTHONPATH=. python -X importtime -c "from studytool.questions import bank; print(sum(1 for _ in bank.kinds()))"
    PYTHONPATH=. python -m pytest -n auto
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "*.egg-info", ".hypothesis", "dist")
KIND = re.compile(r'\bid="([a-z]+\.[a-z0-9-]+)"')
MODEL = re.compile(r"(?<![\w-])([A-Z]-\d\d)(?![\w-])")
SECTION = re.compile(r"^\[(?=[A-Z]-\d\d\]$).*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
KNOWN_ANSWERS = Path("tests", "test_every_kind.py")


def files(tree: Path) -> Iterator[Path]:
    """The files that define kinds or check them: those that name a kind in a table of their own."""
    for room, table in (("topics", "KINDS = ("), ("crosscheck", "CROSSCHECKS")):
        for path in sorted((tree / "studytool" / room).glob("*/*.py")):
            if re.search(rf"^{re.escape(table)}", path.read_text(encoding="utf-8"), re.MULTILINE):
                yield path


def kinds(tree: Path) -> list[str]:
    """The ids of all kinds, the longest first, as files define them."""
    found = {name for path in files(tree) for name in KIND.findall(path.read_text(encoding="utf-8"))}
    return sorted(found, key=lambda name: (-len(name), name))


def renamed(text: str, ids: list[str], number: int) -> str:
    """The text with each kind and each model called by the name of its clone; modules keep their names."""
    kind = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, ids))})(?![\w-])")
    return MODEL.sub(rf"\1c{number}", kind.sub(rf"\1-c{number}", text))


def clone(tree: Path, times: int) -> int:
    """Put the clones beside the originals; how many kinds there are then."""
    ids = kinds(tree)
    for path in list(files(tree)):
        text = path.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            path.with_name(f"{path.stem}_c{number}.py").write_text(renamed(text, ids, number), encoding="utf-8")
    for path in [*(tree / "data").glob("syllabus.toml"), *(tree / "data").glob("syllabus/*.toml")]:
        text = path.read_text(encoding="utf-8")
        copies = [renamed(part, ids, number) for number in range(2, times + 1) for part in SECTION.findall(text)]
        path.write_text("\n".join([text.rstrip("\n") + "\n", *copies]), encoding="utf-8")
    return times * len(ids)


def main() -> int:
    """Make the checkout; status 1 where its bank has not as many kinds as it should."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--times", type=int, default=12)
    options = parser.parse_args()
    tree = options.folder.resolve()
    shutil.copytree(ROOT, tree, ignore=KEPT_OUT)
    wanted = clone(tree, options.times)
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    count = "from studytool.questions import bank; print(sum(1 for _ in bank.kinds()))"
    done = subprocess.run([sys.executable, "-c", count], cwd=tree, env=environment, text=True, stdout=-1, check=True)
    subprocess.run([sys.executable, str(KNOWN_ANSWERS)], cwd=tree, env=environment, check=True)
    print(f"{done.stdout.strip()} kinds in {tree}")
    return 0 if int(done.stdout) == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
