"""XML as one text, whichever library wrote it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/"
_PREFIXES = {
    "": f"{_MAIN}chart",
    "a": f"{_MAIN}main",
    "xdr": f"{_MAIN}spreadsheetDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def plain_xml(data: bytes) -> str:
    """Return a part of a workbook written anew: prefixes and blanks are then the same for every writer."""
    for prefix, uri in _PREFIXES.items():
        ET.register_namespace(prefix, uri)
    text = ET.tostring(ET.fromstring(data), encoding="unicode")  # noqa: S314 -- written by ourselves
    return text.replace(" />", "/>")
