"""The looks of Excel's own charts: the colours, hatches, dashes and points of the chart on paper, and its font."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from kpidesk.exporters.xlsx_styles import FONT
from kpidesk.paper.chart import Shape
from kpidesk.paper.chart_tones import HATCHES, LIGHT, Hatch, Ink
from kpidesk.paper.letters import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpidesk.paper.chart import Reference, Strand, Tone

_Pattern = Literal["wdUpDiag", "wdDnDiag", "diagCross", "ltHorz", "ltVert", "pct10"]
_Symbol = Literal["circle", "square", "triangle"]
_Dash = Literal["solid", "dash", "sysDot"]
_EMU_PER_PT = 12700
_LINE = 1.5  # pt
_THIN = 1.0
_GRID = 0.5
_POINT = 6  # pt across
_TEXT = 850  # hundredths of a pt
_TITLE = 1000
_SHAPES: Final[Mapping[Shape, _Symbol]] = {
    Shape.CIRCLE: "circle",
    Shape.SQUARE: "square",
    Shape.TRIANGLE: "triangle",
}
_PATTERNS: Final[Mapping[Hatch, _Pattern]] = {
    Hatch.RISING: "wdUpDiag",
    Hatch.FALLING: "wdDnDiag",
    Hatch.CROSS: "diagCross",
    Hatch.LEVEL: "ltHorz",
    Hatch.UPRIGHT: "ltVert",
    Hatch.DOTS: "pct10",
}


def dress_line(series: Any, strand: Strand) -> None:  # noqa: ANN401 -- openpyxl's stubs know half of what series have
    """Draw targets dashed with hollow points, actuals solid with filled ones; what is not firm is hollow as well."""
    colour = LIGHT.colour(strand.tone)
    series.smooth = False
    series.graphicalProperties = GraphicalProperties(ln=_line(colour, _LINE, "dash" if strand.aimed else "solid"))
    series.marker = _marker(strand, hollow=strand.aimed)
    series.dPt = [
        DataPoint(idx=place, marker=_marker(strand, hollow=True), spPr=series.graphicalProperties)
        for place, datum in enumerate(strand.data)
        if datum.value is not None and not datum.firm
    ]
    series.dLbls = _labels("b" if strand.aimed else "t", colour)


def dress_reference(series: Any, reference: Reference) -> None:  # noqa: ANN401
    """Draw a thin line across without points."""
    colour = LIGHT.colour(reference.tone if reference.aimed else Ink.MUTED)
    series.smooth = False
    series.marker = Marker(symbol="none")
    series.graphicalProperties = GraphicalProperties(ln=_line(colour, _THIN, "dash" if reference.aimed else "sysDot"))


def dress_part(series: Any, strand: Strand) -> None:  # noqa: ANN401
    """Fill a part of the bars in its tone with its hatch, the count on it."""
    fill, hatch = LIGHT.colour(strand.tone), HATCHES.get(strand.tone, Hatch.NONE)
    looks = GraphicalProperties(ln=_line(LIGHT.colour(Ink.MUTED), _GRID, "solid"))
    if hatch is Hatch.NONE:
        looks.solidFill = fill
    else:
        lines, ground = _colour(LIGHT.hatching(strand.tone)), _colour(fill)
        looks.pattFill = PatternFillProperties(prst=_PATTERNS[hatch], fgClr=lines, bgClr=ground)
    series.graphicalProperties = looks
    series.dLbls = _labels("ctr", LIGHT.on(strand.tone), strand.tone)
    nothing = (place for place, datum in enumerate(strand.data) if not datum.value)
    series.dLbls.dLbl = [_quiet(DataLabel(idx=place, showVal=False)) for place in nothing]


def dress_texts(chart: Any, lines: Sequence[str]) -> None:  # noqa: ANN401
    """Set title, legend and axes in the font of documents."""
    title = [
        Paragraph(
            pPr=ParagraphProperties(defRPr=_letters(_TITLE if number == 0 else _TEXT, bold=number == 0)),
            r=[RegularTextRun(rPr=_letters(_TITLE if number == 0 else _TEXT, bold=number == 0), t=clean(line))],
        )
        for number, line in enumerate(lines)
    ]
    chart.title = Title(tx=Text(rich=RichText(bodyPr=RichTextProperties(), p=title)), overlay=False)
    chart.legend.position = "t"
    chart.legend.overlay = False
    chart.legend.txPr = _text()
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _text()
        axis.graphicalProperties = GraphicalProperties(ln=_line(LIGHT.colour(Ink.MUTED), _GRID, "solid"))
    lines_across = chart.y_axis.majorGridlines
    lines_across.spPr = GraphicalProperties(ln=_line(LIGHT.colour(Ink.LINE), _GRID, "solid"))


def _marker(strand: Strand, *, hollow: bool) -> Marker:
    colour = LIGHT.colour(strand.tone)
    looks = GraphicalProperties(solidFill=LIGHT.colour(Ink.GROUND) if hollow else colour)
    looks.line = _line(colour, _THIN, "solid")
    return Marker(symbol=_SHAPES[strand.shape], size=_POINT, spPr=looks)


def _labels(position: str, colour: str, on: Tone | None = None) -> Any:  # noqa: ANN401
    labels: Any = _quiet(DataLabelList(dLblPos=position, showVal=True))
    labels.txPr = _text(colour)
    if on is not None:
        labels.spPr = GraphicalProperties(solidFill=LIGHT.colour(on))
    return labels


def _quiet(label: Any) -> Any:  # noqa: ANN401
    """Take away all that Excel would say besides the figure."""
    label.showSerName = label.showCatName = label.showLegendKey = label.showPercent = False
    return label


def _line(colour: str, width: float, dash: _Dash) -> LineProperties:
    return LineProperties(solidFill=colour, prstDash=dash, w=round(width * _EMU_PER_PT))


def _colour(colour: str) -> ColorChoice:
    made: Any = ColorChoice()
    made.srgbClr = colour
    return made  # type: ignore[no-any-return]


def _text(colour: str = LIGHT.inks[Ink.TEXT]) -> RichText:
    looks = Paragraph(pPr=ParagraphProperties(defRPr=_letters(_TEXT, colour)), endParaRPr=_letters(_TEXT, colour))
    return RichText(bodyPr=RichTextProperties(), p=[looks])


def _letters(size: int, colour: str = LIGHT.inks[Ink.TEXT], *, bold: bool = False) -> CharacterProperties:
    face = Font(typeface=FONT)
    return CharacterProperties(sz=size, b=bold, latin=face, ea=face, solidFill=colour)
