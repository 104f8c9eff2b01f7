"""Brings pip into a virtual environment where Python's own copy is missing: `bootstrap_pip.py LOCK`.

Debian's python3 comes without ensurepip, so `python -m venv` cannot put pip in. This fetches the wheel that
the lock names from the index (PIP_INDEX_URL, else PyPI), checks its digest before any of it runs, and lets it
install itself.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import Request, urlopen


def locked(lock: Path) -> tuple[str, set[str]]:
    """Version and accepted sha256 digests of pip in the lock."""
    text = lock.read_text(encoding="utf-8")
    version = re.search(r"^pip==(\S+)", text, re.MULTILINE)
    if version is None:
        raise SystemExit(f"{lock} does not name pip")
    return version[1], set(re.findall(r"sha256:([0-9a-f]{64})", text))


def fetch(url: str) -> bytes:
    with urlopen(Request(url, headers={"Accept": "text/html, */*"}), timeout=60) as answer:
        body: bytes = answer.read()
        return body


def main(lock: Path) -> None:
    version, digests = locked(lock)
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    name = f"pip-{version}-py3-none-any.whl"
    page = f"{index}/pip/"
    links = re.findall(r'href="([^"]+)"', fetch(page).decode("utf-8"))
    link = next((unescape(href) for href in links if href.split("#")[0].endswith(f"/{name}")), None)
    if link is None:
        raise SystemExit(f"No matching distribution found for pip=={version}")
    wheel = fetch(urljoin(page, link.split("#")[0]))
    if hashlib.sha256(wheel).hexdigest() not in digests:
        raise SystemExit("THESE PACKAGES DO NOT MATCH THE HASHES: pip")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, name)
        path.write_bytes(wheel)
        command = [sys.executable, str(path / "pip"), "install", "--no-index", "--no-deps", "--", str(path)]
        raise SystemExit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
