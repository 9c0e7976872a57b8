"""The typeface of documents, given to the renderer as data, so that its bytes do not hang on the machine."""

import base64
import subprocess
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FAMILIES = ("Tinos", "Times New Roman")  # metric-compatible, with Vietnamese letters
FACES = {
    ("normal", "normal"): "Regular",
    ("bold", "normal"): "Bold",
    ("normal", "italic"): "Italic",
    ("bold", "italic"): "Bold Italic",
}


class FontMissing(RuntimeError):
    """No Times-compatible typeface with Vietnamese letters is installed; the message says what to type."""


@cache
def font_faces() -> str:
    """Give @font-face rules for the four faces, as data: addresses. Raises FontMissing."""
    rules = []
    for (weight, style), name in FACES.items():
        data = base64.b64encode(_file(name).read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "Times New Roman"; font-weight: {weight}; font-style: {style};'
            f' src: url("data:font/ttf;base64,{data}") }}'
        )
    return "\n".join(rules)


def font_files() -> dict[str, Path]:
    """Give the file of each face by its style. Raises FontMissing."""
    return {name: _file(name) for name in FACES.values()}


def _file(style: str) -> Path:
    for family in FAMILIES:
        pattern = f"{family}:style={style}:charset=1ea4"
        found = subprocess.run(["fc-list", pattern, "file"], capture_output=True, text=True, check=False)
        files = sorted(line.rstrip(": ") for line in found.stdout.splitlines())
        if files:
            return Path(files[0])
    raise FontMissing(_("Thiếu phông chữ Tinos: sudo apt-get install -y fonts-croscore fontconfig"))
