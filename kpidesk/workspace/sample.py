"""The sample workspace: a real plan with last year's figures, one click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.workspace.workspace import Workspace, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services


def make_sample(path: Path, services: Services) -> None:
    """Write the sample workspace; UserError where the file exists already or cannot be written."""
    plan = read_document(services.sample_plan)
    workspace = Workspace.create(path, services)
    try:
        workspace.add_plan(plan)
    except BaseException:
        workspace.discard()
        raise
    workspace.close()
