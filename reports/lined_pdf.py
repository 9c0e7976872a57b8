"""Long lists as PDF, page by page: text at places, rules, one font file each; nothing is laid out by itself.

WeasyPrint takes about 1 ms and 20 kB a table cell, so 8,880 rows would take over a minute and a gigabyte.
A list of equal rows needs no layout: this writes the same glyphs in a second.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fontTools import subset
from fontTools.ttLib import TTFont

MM = 72 / 25.4
WIDTH, HEIGHT = 595.276, 841.89
UNITS = 1000


class Face:
    """One font file: how wide its text is, and which of its glyphs a document has used."""

    def __init__(self, path: Path, name: str) -> None:
        self.font, self.name = TTFont(path, lazy=True), name
        self.glyphs: dict[int, str] = self.font.getBestCmap()
        self.number = self.font.getGlyphID
        self.scale = UNITS / self.font["head"].unitsPerEm
        self.widths: dict[str, tuple[int, int]] = self.font["hmtx"].metrics
        self.used: dict[int, str] = {}
        self._seen: dict[str, tuple[str, float]] = {}

    def shown(self, text: str) -> tuple[str, float]:
        """Give `text` as glyph numbers in hex, and its width in thousandths of the size."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._measured(text)
        return found

    def _measured(self, text: str) -> tuple[str, float]:
        hexes, width = [], 0.0
        for letter in text:
            glyph = self.glyphs.get(ord(letter), ".notdef")
            number = self.number(glyph)
            self.used[number] = letter
            hexes.append(f"{number:04x}")
            width += self.widths[glyph][0] * self.scale
        return "".join(hexes), width


@dataclass
class Sheet:
    """One page under way: a stream of drawing operators."""

    faces: dict[str, Face]
    parts: list[str] = field(default_factory=list)

    def text(self, face: str, size: float, x: float, y: float, text: str, align: float = 0) -> None:
        """Set `text` at x, y in points from the top left. align: 0 from x, 0.5 centred on it, 1 up to it."""
        shown, width = self.faces[face].shown(text)
        left = x - align * width * size / UNITS
        self.parts.append(f"BT /{face} {size:g} Tf {left:.2f} {HEIGHT - y:.2f} Td <{shown}> Tj ET")

    def rule(self, x: float, y: float, right: float, weight: float = 0.5) -> None:
        """Draw a line across."""
        self.parts.append(f"{weight:g} w {x:.2f} {HEIGHT - y:.2f} m {right:.2f} {HEIGHT - y:.2f} l S")

    def down(self, x: float, y: float, bottom: float, weight: float = 0.5) -> None:
        """Draw a line down."""
        self.parts.append(f"{weight:g} w {x:.2f} {HEIGHT - y:.2f} m {x:.2f} {HEIGHT - bottom:.2f} l S")

    @cached_property
    def stream(self) -> bytes:
        return "\n".join(self.parts).encode("ascii")


def fitted(face: Face, text: str, size: float, room: float) -> str:
    """Shorten `text` with an ellipsis to `room` points."""
    if face.shown(text)[1] * size / UNITS <= room:
        return text
    while text and face.shown(f"{text}…")[1] * size / UNITS > room:
        text = text[:-1]
    return f"{text}…"


def bound(
    sheets: Iterable[Sheet], faces: dict[str, Face], title: str, made_at: str, identifier: str
) -> bytes:
    """Bind pages into a file; the same pages give the same bytes. made_at: `D:20210531170000+07'00'`."""
    pdf = pydyf.PDF()
    streams = [_added(pdf, pydyf.Stream([sheet.stream], compress=True)) for sheet in sheets]
    fonts = {name: _embedded(pdf, face).reference for name, face in faces.items() if face.used}
    resources = _added(pdf, pydyf.Dictionary({"Font": pydyf.Dictionary(fonts)}))
    for stream in streams:
        pdf.add_page(
            pydyf.Dictionary(
                {
                    "Type": "/Page",
                    "Parent": pdf.pages.reference,
                    "MediaBox": pydyf.Array([0, 0, WIDTH, HEIGHT]),
                    "Contents": stream.reference,
                    "Resources": resources.reference,
                }
            )
        )
    pdf.catalog["Lang"] = pydyf.String(get_language() or "vi")
    pdf.info["Title"], pdf.info["Author"] = pydyf.String(title), pydyf.String(_("Bộ Công an"))
    pdf.info["CreationDate"] = pydyf.String(made_at)
    output = BytesIO()
    pdf.write(output, identifier=identifier.encode(), compress=True)
    return output.getvalue()


def _added(pdf: Any, thing: Any) -> Any:
    pdf.add_object(thing)
    return thing


def _embedded(pdf: Any, face: Face) -> Any:
    name = f"/AAAAAA+{face.name}"
    content = _subset(face)
    head, hhea = face.font["head"], face.font["hhea"]
    file = _added(pdf, pydyf.Stream([content], {"Length1": len(content)}, compress=True))
    box = [round(getattr(head, side) * face.scale) for side in ("xMin", "yMin", "xMax", "yMax")]
    descriptor = {
        "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "FontBBox": pydyf.Array(box),
        "ItalicAngle": 0, "Ascent": round(hhea.ascent * face.scale),
        "Descent": round(hhea.descent * face.scale), "CapHeight": 660, "StemV": 80,
        "FontFile2": file.reference,
    }  # fmt: skip
    described = _added(pdf, pydyf.Dictionary(descriptor))
    order = face.font.getGlyphOrder()
    widths: list[Any] = []
    for number in sorted(face.used):
        widths += [number, pydyf.Array([round(face.widths[order[number]][0] * face.scale)])]
    inner = {
        "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name,
        "CIDSystemInfo": pydyf.Dictionary(
            {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
        ),
        "FontDescriptor": described.reference, "W": pydyf.Array(widths), "CIDToGIDMap": "/Identity",
    }  # fmt: skip
    descendant = _added(pdf, pydyf.Dictionary(inner))
    outer = {
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([descendant.reference]), "ToUnicode": _unicode(pdf, face).reference,
    }  # fmt: skip
    return _added(pdf, pydyf.Dictionary(outer))


def _subset(face: Face) -> bytes:
    options = subset.Options(retain_gids=True, hinting=False, layout_features=[], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "kern"]
    worker = subset.Subsetter(options)
    worker.populate(gids=sorted(face.used))
    font = TTFont(face.font.reader.file.name, recalcTimestamp=False)
    worker.subset(font)
    output = BytesIO()
    font.save(output)
    return output.getvalue()


def _unicode(pdf: Any, face: Face) -> Any:
    lines = [f"<{number:04x}> <{letter.encode('utf-16-be').hex()}>" for number, letter in face.used.items()]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return _added(pdf, pydyf.Stream([cmap.encode()], compress=True))
