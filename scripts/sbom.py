"""Write docs/sbom.cdx.json: every locked package of the product, in CycloneDX 1.6, from the lock files."""

import json
import re
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
TARGET = BASE / "docs" / "sbom.cdx.json"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
HASHED = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def python_packages() -> list[dict[str, object]]:
    """Give the packages of requirements/base.txt, each with the hashes under which it may be installed."""
    found: list[dict[str, object]] = []
    for line in (BASE / "requirements" / "base.txt").read_text().splitlines():
        if pinned := PINNED.match(line):
            name, version = pinned[1].lower().replace("_", "-"), pinned[2]
            found.append(component(name, version, f"pkg:pypi/{name}@{version}"))
        if hashed := HASHED.search(line):
            found[-1].setdefault("hashes", []).append({"alg": "SHA-256", "content": hashed[1]})  # type: ignore[attr-defined]
    return found


def browser_packages() -> list[dict[str, object]]:
    """Give the packages of package-lock.json."""
    packages = json.loads((BASE / "package-lock.json").read_text())["packages"]
    names = {path.rpartition("node_modules/")[2]: about for path, about in packages.items() if path}
    return [
        component(name, about["version"], f"pkg:npm/{name.replace('@', '%40')}@{about['version']}")
        for name, about in sorted(names.items())
    ]


def component(name: str, version: str, purl: str) -> dict[str, object]:
    """Give one package as CycloneDX describes it; purl: its address, which names it too."""
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def bill() -> str:
    """Give the whole document; the same lock files give the same bytes."""
    product = {"type": "application", "bom-ref": "cong-an-xa", "name": "cong-an-xa"}
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": product},
        "components": python_packages() + browser_packages(),
    }  # fmt: skip
    return json.dumps(document, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(bill())
    sys.stdout.write(f"{TARGET.relative_to(BASE)}\n")
