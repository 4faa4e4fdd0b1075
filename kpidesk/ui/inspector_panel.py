"""The chosen indicator at the right; it is put together when the window stands, for the sheet comes first."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from kpidesk.domain.change import ChangeSet
    from kpidesk.ui.inspector_body import InspectorBody
    from kpidesk.ui.look import Look
    from kpidesk.ui.remarks_editor import RemarksEditor
    from kpidesk.ui.remarks_pane import RemarksPane
    from kpidesk.ui.session import Session


class InspectorPanel(QScrollArea):
    """Follows what the session picks; an edit shows at once."""

    left = Signal()
    size_wanted = Signal()
    hand_in_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._soon = QTimer(self, interval=0, singleShot=True)
        self.setObjectName("inspector")
        self.setAccessibleName("指標")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon.timeout.connect(self.follow)
        session.picked.connect(self._moved)
        session.moved.connect(self._moved)
        session.changed.connect(self._changed)

    @cached_property
    def _body(self) -> InspectorBody:
        from kpidesk.ui.inspector_body import InspectorBody  # noqa: PLC0415 -- the sheet does not wait for it

        body = InspectorBody(self._session, self._look, self)
        body.pane.editor.left.connect(self.left)
        body.pane.size_wanted.connect(self.size_wanted)
        body.facts.hand_in_wanted.connect(self.hand_in_wanted)
        self.setWidget(body)
        body.show_entry(self._session.entry)
        return body

    @property
    def built(self) -> bool:
        """Whether it has been put together."""
        return "_body" in self.__dict__

    @property
    def pane(self) -> RemarksPane:
        """The 所見 with all that belongs to it."""
        return self._body.pane

    @property
    def remarks(self) -> RemarksEditor:
        """The field of the 所見."""
        return self._body.pane.editor

    def save(self) -> None:
        """Save what is being typed."""
        if self.built:
            self.remarks.save()

    def write(self, event: QEvent | None) -> None:
        """Go to the 所見, with the key that was typed for it."""
        if self._soon.isActive():
            self.follow()
        self.remarks.begin(event)
        if self._body.isAncestorOf(self.remarks):
            self.ensureWidgetVisible(self.remarks)

    def take_pane(self) -> None:
        """Take the 所見 back that was shown elsewhere."""
        self._body.take_pane()

    def follow(self) -> None:
        """Show what the session picked last."""
        self._soon.stop()
        self._body.show_entry(self._session.entry)

    def _moved(self) -> None:
        if self.built and not self.isHidden():
            self.follow()

    def _changed(self, step: ChangeSet) -> None:
        """Show the entry as it is after a step, once the cell itself has been painted."""
        if step.changes and self.built and not self.isHidden():
            self._soon.start()
