"""The parts of an OpenDocument workbook that hold no figure: styles, page layout, what stays in sight."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from communes.attached import ODS
from deployment.open_cells import NAMESPACES

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
FILES = ("content.xml", "styles.xml", "settings.xml", "meta.xml")
PART = re.compile(r"&([LCR])([^&]*(?:&[PN][^&]*)*)")
REGIONS = {"L": "left", "C": "center", "R": "right"}
FIELDS = {
    "&amp;P": "<text:page-number>1</text:page-number>",
    "&amp;N": "<text:page-count>1</text:page-count>",
}
# One decimal; near all and near none as many as it takes: 100.0% and 0.0% are said of exactly that.
PERCENT = "[>=0.9995]0.0##%;[<0.0005]0.0##%;0.0%"
NUMBERS = {  # what xlsxwriter calls a form of number, and its style here
    "#,##0": '<number:number-style style:name="{0}"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
    PERCENT: '<number:percentage-style style:name="{0}e"><number:number number:decimal-places="3"'
    ' number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text>'
    '</number:percentage-style><number:percentage-style style:name="{0}"><number:number'
    ' number:decimal-places="1" number:min-decimal-places="1" number:min-integer-digits="1"/>'
    '<number:text>%</number:text><style:map style:condition="value()&gt;=0.9995"'
    ' style:apply-style-name="{0}e"/><style:map style:condition="value()&lt;0.0005"'
    ' style:apply-style-name="{0}e"/></number:percentage-style>',
    "dd/mm/yyyy": '<number:date-style style:name="{0}" number:automatic-order="false">'
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/></number:date-style>',
    "@": '<number:text-style style:name="{0}"><number:text-content/></number:text-style>',
}
TEXT = {"bold": lambda _on: 'fo:font-weight="bold"', "font_size": lambda size: f'fo:font-size="{size}pt"'}
CELL = {
    "text_wrap": lambda _on: 'fo:wrap-option="wrap"',
    "valign": lambda where: f'style:vertical-align="{"middle" if where == "vcenter" else where}"',
    "bottom": lambda _one: 'fo:border-bottom="0.5pt solid #000000"',
    "top": lambda _one: 'fo:border-top="0.5pt solid #000000"',
    "bg_color": lambda colour: f'fo:background-color="{colour.lower()}"',
}
PARAGRAPH = {
    "align": lambda where: f'fo:text-align="{"end" if where == "right" else "start"}"',
    "indent": lambda steps: f'fo:margin-left="{0.35 * steps:.2f}cm"',
}
PAGE = (
    '<style:page-layout style:name="wide"><style:page-layout-properties fo:page-width="29.7cm"'
    ' fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1"'
    ' style:scale-to-Y="0"/></style:page-layout>'
)


class Shape(NamedTuple):
    """How a cell is shown, in the words of xlsxwriter; an unknown one is a KeyError when it is written."""

    name: str
    of: Mapping[str, Any]

    @property
    def is_percentage(self) -> bool:
        return str(self.of.get("num_format", "")).endswith("%")


def style_of(shape: Shape) -> str:
    """Give the style of `shape`, after that of its numbers."""
    of = dict(shape.of)
    form = of.pop("num_format", None)
    text = " ".join(TEXT[name](of.pop(name)) for name in list(of) if name in TEXT)
    paragraph = " ".join(PARAGRAPH[name](of.pop(name)) for name in list(of) if name in PARAGRAPH)
    placed = f"<style:paragraph-properties {paragraph}/>" if paragraph else ""
    cell = " ".join(CELL[name](value) for name, value in of.items())
    data = f' style:data-style-name="{shape.name}n"' if form else ""
    return (
        f"{NUMBERS[form].format(shape.name + 'n') if form else ''}"
        f'<style:style style:name="{shape.name}" style:family="table-cell"{data}>'
        f"<style:table-cell-properties {cell}/>{placed}<style:text-properties {text}/></style:style>"
    )


def page_styles(footers: Iterable[str]) -> str:
    """Give styles.xml: a page as wide as the table on A4, and the footer of each sheet."""
    pages = "".join(
        f'<style:master-page style:name="m{number}" style:page-layout-name="wide">'
        f"<style:footer>{_footer(footer)}</style:footer></style:master-page>"
        for number, footer in enumerate(footers)
    )
    return (
        f'{XML}<office:document-styles {NAMESPACES} office:version="1.3"><office:automatic-styles>{PAGE}'
        f"</office:automatic-styles><office:master-styles>{pages}</office:master-styles>"
        "</office:document-styles>"
    )


def _footer(footer: str) -> str:
    parts = []
    for place, words in PART.findall(footer):
        text = escape(words)
        for sign, field in FIELDS.items():
            text = text.replace(sign, field)
        name = f"style:region-{REGIONS[place]}"
        parts.append(f"<{name}><text:p>{text}</text:p></{name}>")
    return "".join(parts) or "<text:p/>"


def settings(sheets: Iterable[tuple[str, tuple[int, int]]]) -> str:
    """Give settings.xml: which rows and columns of each sheet stay in sight."""
    entries = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>{_split(*frozen)}"
        "</config:config-item-map-entry>"
        for name, frozen in sheets
        if any(frozen)
    )
    return (
        f'{XML}<office:document-settings {NAMESPACES} xmlns:ooo="http://openoffice.org/2004/office"'
        ' office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{entries}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def _split(row: int, column: int) -> str:
    items = (
        *(
            ("HorizontalSplitMode", "short", 2 if column else 0),
            ("VerticalSplitMode", "short", 2 if row else 0),
        ),
        *(("HorizontalSplitPosition", "int", column), ("VerticalSplitPosition", "int", row)),
        *(("PositionRight", "int", column), ("PositionBottom", "int", row)),
    )
    return "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in items
    )


def manifest() -> str:
    """Give META-INF/manifest.xml."""
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in FILES
    )
    return (
        f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        ' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3"'
        f' manifest:media-type="{ODS}"/>{files}</manifest:manifest>'
    )


def meta(properties: Mapping[str, str]) -> str:
    """Give meta.xml: title and author."""
    title, author = (escape(properties.get(name, "")) for name in ("title", "author"))
    return (
        f'{XML}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator></office:meta>"
        "</office:document-meta>"
    )
