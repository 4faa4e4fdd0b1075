from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
YEAR = "R5"

pytestmark = pytest.mark.xdist_group("wheel")  # one worker, so that the wheel is built once


@dataclass(frozen=True)
class Installed:
    """The program installed from its wheel into an environment of its own, away from the checkout."""

    scripts: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of that environment in an empty folder, as a user without settings or display would."""
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TMPDIR"}}
        home = {"HOME": str(self.elsewhere), "USERPROFILE": str(self.elsewhere), "PYTHONUTF8": "1"}
        return subprocess.run(
            [self.scripts / program, *arguments],
            check=False,
            cwd=self.elsewhere,
            env=kept | home,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def kpidesk(self, *arguments: str) -> str:
        """Run the command `kpidesk`, expect success and return what it printed."""
        done = self.run("kpidesk", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


def pip(*arguments: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    command = [sys.executable, "-m", "pip", *arguments, *quiet]
    done = subprocess.run(command, check=False, cwd=CHECKOUT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(CHECKOUT))
    (built,) = folder.glob("kpidesk-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home = tmp_path_factory.mktemp("installed")
    environment = home / "env"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    bases = {"base": str(environment), "platbase": str(environment)}
    scripts, packages = (Path(sysconfig.get_path(name, "venv", vars=bases)) for name in ("scripts", "purelib"))
    pip("--python", str(environment), "install", str(wheel))
    # The dependencies are borrowed; a folder named in a .pth brings none of its own .pth files, so not the checkout.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    return Installed(scripts, elsewhere)


def test_wheel_brings_everything_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("resources", "db"):
        files = [path for path in (CHECKOUT / folder).rglob("*") if path.is_file() and path.name != ".gitkeep"]
        missing = [path for path in files if f"kpidesk/_data/{path.relative_to(CHECKOUT).as_posix()}" not in names]
        assert not missing
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert licences >= {"LICENSE", "OFL-BIZUDGothic.txt", "OFL-NotoSansJP.txt"}


def test_wheel_brings_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        roots = {name.split("/")[0] for name in archive.namelist()}
    assert roots == {"kpidesk", f"{wheel.name.removesuffix('-py3-none-any.whl')}.dist-info"}


def test_checkout_is_out_of_reach(installed: Installed) -> None:
    code = "import kpidesk, sys; print(kpidesk.__file__); print(*sys.path, sep='\\n')"
    file, *places = installed.run("python", "-c", code).stdout.splitlines()
    assert Path(file).is_relative_to(installed.scripts.parent)
    assert str(CHECKOUT) not in places


def test_installed_program_finds_its_files(installed: Installed) -> None:
    code = """
from kpidesk import paths
assert paths.root().name == "_data", paths.root()
assert paths.sample_plan().is_file()
assert any(paths.fonts_folder().glob("*.ttf")) and any(paths.fonts_folder().glob("OFL*.txt"))
assert any(paths.migrations_folder().glob("*.sql"))
"""
    done = installed.run("python", "-c", code)
    assert done.returncode == 0, done.stderr


def test_installed_program_says_its_version(installed: Installed) -> None:
    assert "0.1.0" in installed.kpidesk("--version")
    assert installed.run("python", "-m", "kpidesk", "--version").stdout == installed.kpidesk("--version")


def test_installed_program_does_the_years_work(installed: Installed) -> None:
    """Make the sample, enter a figure and its remarks, read them back, print the 集計表."""
    file = "砂川市.kpidesk"
    installed.kpidesk("sample", file)
    edit = ("--indicator", "i2", "--year", YEAR, "--actual", "41.5", "--remarks", "目標を上回った。")
    installed.kpidesk("set", file, *edit)
    shown = json.loads(installed.kpidesk("show", file, "--year", YEAR, "--json"))
    row = next(row for goal in shown["goals"] for row in goal["rows"] if row["uid"] == "i2")
    assert row["years"]["2023"]["actual"] == "41.5"
    assert (row["verdict"], row["remarks"]) == ("達成", "目標を上回った。")
    for suffix, signature in ((".xlsx", b"PK\x03\x04"), (".pdf", b"%PDF-"), (".csv", b"")):
        paper = f"集計表{suffix}"
        installed.kpidesk("export", file, "--report", "summary", "--year", YEAR, "--to", paper)
        content = (installed.elsewhere / paper).read_bytes()
        assert content.startswith(signature)
        assert len(content) > 1000
    checked = installed.run("kpidesk", "check", file)
    assert checked.returncode in {0, 1}, checked.stderr  # 1: findings about the figures
    assert "Traceback" not in checked.stderr
