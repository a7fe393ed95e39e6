"""A checkout whose bank has every kind several times, so that figures can be taken of a bank of hundreds of kinds.

Run: python bench/cloned.py DIR [--times 12]. DIR must not exist. Each file of kinds and of crosschecks is copied beside
itself with the kinds' ids changed (cnn.conv-output-size-c2) and with catalogue numbers of their own, and the index is
written anew. Syllabus, cards and tests stay as they are. Then, in DIR:

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
NUMBER = re.compile(r'catalogue="(?P<model>[A-Z]-\d\d)\.Q(?P<number>\d+)"')
APART = 100
"""By so much the catalogue numbers of one clone differ from those of the next."""
INDEXED = "from studytool.questions import bank; from studytool.vetting.index import accept; accept(bank.kinds())"


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
    """The text with each kind called by the name and the catalogue number of its clone."""
    kind = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, ids))})(?![\w-])")

    def numbered(found: re.Match[str]) -> str:
        return f'catalogue="{found["model"]}.Q{int(found["number"]) + APART * number}"'

    return NUMBER.sub(numbered, kind.sub(rf"\1-c{number}", text))


def clone(tree: Path, times: int) -> int:
    """Put the clones beside the originals; how many kinds there are then."""
    ids = kinds(tree)
    for path in list(files(tree)):
        text = path.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            path.with_name(f"{path.stem}_c{number}.py").write_text(renamed(text, ids, number), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    subprocess.run([sys.executable, "-c", INDEXED], cwd=tree, env=environment, check=True)
    return len(ids) * times


def main() -> None:
    """Copy the checkout and clone its kinds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=12)
    options = parser.parse_args()
    shutil.copytree(ROOT, options.folder, ignore=KEPT_OUT)
    print(f"{clone(options.folder, options.times)} kinds in {options.folder}")


if __name__ == "__main__":
    main()
