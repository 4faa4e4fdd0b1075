"""What tests share: services with a fixed clock, the sample workspace, workspaces with plans of one's own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from kpidesk import cli, paths
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.services import Services
from kpidesk.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kpidesk.domain.plan import Plan

    Made = Callable[..., Path]
    Command = Callable[..., "Told"]


@dataclass(frozen=True)
class Told:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


NOON = datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=9)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the program gives as what is expected")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Return what Qt is told when the tests begin: the style the window has."""
    return ["kpidesk", "-style", "fusion"]


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew instead of compared."""
    return bool(request.config.getoption("--update-golden"))


def make_services(folder: Path, user: str = "企画課") -> Services:
    """Return services whose clock stands still and whose own files are in a folder of the test."""
    return Services(
        fonts=paths.fonts_folder(),
        migrations=paths.migrations_folder(),
        sample_plan=paths.sample_plan(),
        themes=paths.themes_folder(),
        icons=paths.icons_folder(),
        settings_file=folder / "settings" / "settings.json",
        log_file=folder / "settings" / "kpidesk.log",
        documents=folder,
        clock=lambda: NOON,
        user=user,
        host="pc-1",
        version="0.1.0",
    )


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Return services with a fixed clock."""
    return make_services(tmp_path)


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample workspace, made once; nobody writes it."""
    folder = tmp_path_factory.mktemp("sample")
    make_sample(folder / "sample.kpidesk", make_services(folder))
    return folder / "sample.kpidesk"


@pytest.fixture
def sample(tmp_path: Path, sample_template: Path) -> Path:
    """Return a copy of the sample workspace, to be written at will."""
    path = tmp_path / "砂川市.kpidesk"
    shutil.copyfile(sample_template, path)
    return path


@pytest.fixture
def workspace(sample: Path, services: Services) -> Iterator[Workspace]:
    """Return the sample workspace, open for writing."""
    opened = Workspace.open(sample, services)
    yield opened
    opened.close()


@pytest.fixture
def make_workspace(tmp_path: Path, services: Services) -> Made:
    """Return what makes a closed workspace of the given plans."""

    def made(*plans: Plan, name: str = "試験.kpidesk") -> Path:
        opened = Workspace.create(tmp_path / name, services)
        for plan in plans:
            opened.add_plan(plan)
        opened.close()
        return tmp_path / name

    return made


@pytest.fixture
def command(services: Services, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return what runs a command of `kpidesk` in this process."""

    def run(*arguments: str | Path) -> Told:
        code = cli.run([str(each) for each in arguments], services)
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return run
