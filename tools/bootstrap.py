"""Make `.venv` ready for `make run` or `make test` on a bare machine: system packages first, then Python's.

Needs nothing but Python itself; costs a few hundredths of a second when there is nothing to do.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

# What `ldd` finds missing below Qt's libraries on a bare Debian 12, and the package that holds it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
LIBRARIES = {"run": {**QT_LIBRARIES, **WINDOW_LIBRARIES}, "test": QT_LIBRARIES}
PROGRAMS = {"run": {}, "test": {"pdftotext": "poppler-utils", "pdffonts": "poppler-utils"}}


class CannotPrepareError(Exception):
    """Something the person must do first; the text says what, in Japanese."""


def main(purpose: str) -> int:
    """Prepare `.venv` for `purpose` ("run" or "test") and return the exit status."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        say(too_old())
        return 1
    try:
        install_packages(purpose)
        if not is_current(purpose):
            make_venv()
            install_python_packages(purpose)
    except CannotPrepareError as error:
        say(str(error))
        return 1
    return 0


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def too_old() -> str:
    """Return the refusal of a Python that is too old."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    return (
        f"Python 3.11 以上が必要です（{sys.executable} は {found} です）。\n"
        "新しい Python があれば、make run PYTHON=python3.11 のように指定してください。"
    )


def missing_packages(purpose: str) -> list[str]:
    """Return the Debian packages that `purpose` needs and this machine lacks, in a fixed order."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = []
    if not can_make_venv():
        wanted.append("python3-venv")
    wanted += [package for library, package in LIBRARIES[purpose].items() if not can_load(library)]
    wanted += [package for program, package in PROGRAMS[purpose].items() if not shutil.which(program)]
    return list(dict.fromkeys(wanted))


def can_make_venv() -> bool:
    """Tell whether `.venv` is there or can be made; Debian keeps what it takes in a package of its own."""
    return (VENV / "bin" / "pip").exists() or importlib.util.find_spec("ensurepip") is not None


def can_load(library: str) -> bool:
    """Tell whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(purpose: str) -> None:
    """Install the Debian packages that are missing, or raise with the line for an administrator."""
    packages = missing_packages(purpose)
    if not packages:
        return
    prefix = privilege()
    if prefix is None:
        raise CannotPrepareError(hand_over(packages, purpose, "このユーザーには、入れる権限がありません。"))
    say(f"システムのパッケージを入れます: {' '.join(packages)}")
    options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    run([*prefix, "apt-get", "-q", "update"], quiet=True)  # a failure here shows in the next line
    if not run([*prefix, "apt-get", "install", *options, *packages], quiet=True) or missing_packages(purpose):
        raise CannotPrepareError(hand_over(packages, purpose, "入れようとしましたが、できませんでした。"))


def privilege() -> list[str] | None:
    """Return what stands before `apt-get` so that it may install, or None when there is no way."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if run(["sudo", "-n", "apt-get", "--version"], quiet=True, errors=False):
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() and run(["sudo", "-v"]) else None


def hand_over(packages: list[str], purpose: str, reason: str) -> str:
    """Return what an administrator has to do, as a line to copy."""
    return (
        f"kpidesk に必要なシステムのパッケージがありません。{reason}\n"
        "次の 1 行を管理者に渡して、実行してもらってください（Debian 12 の場合）。\n\n"
        f"    sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}\n\n"
        f"そのあと、もう一度 make {purpose} を実行してください。"
    )


def is_current(purpose: str) -> bool:
    """Tell whether `.venv` was made for this checkout, by this pyproject.toml and constraints.txt, for `purpose`."""
    if not (VENV / "bin" / "kpidesk").exists() or not (VENV / "bin" / "python").exists():
        return False
    enough = {"run": ("run", "test"), "test": ("test",)}[purpose]
    return any(stamp(each).is_file() and stamp(each).read_text() == fingerprint() for each in enough)


def stamp(purpose: str) -> Path:
    """Return the file that remembers what was installed for `purpose`."""
    return VENV / f"kpidesk-{purpose}.stamp"


def fingerprint() -> str:
    """Return a digest of everything the content of `.venv` depends on."""
    digest = hashlib.sha256()
    for path in (ROOT / "pyproject.toml", ROOT / "constraints.txt"):
        digest.update(path.read_bytes())
    digest.update(f"{ROOT}\n{(VENV / 'bin' / 'python').resolve()}".encode())
    return digest.hexdigest()


def make_venv() -> None:
    """Make `.venv`, or make it anew when it no longer works."""
    if venv_works():
        return
    say("Python の仮想環境 .venv を作ります。")
    if not run([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotPrepareError("仮想環境 .venv を作れませんでした。上の表示を確かめてください。")


def venv_works() -> bool:
    """Tell whether `.venv` has a Python that is new enough, a pip, and was not moved: its programs name their place."""
    python, pip = VENV / "bin" / "python", VENV / "bin" / "pip"
    if not python.exists() or not pip.exists() or os.fsencode(VENV) not in pip.read_bytes():
        return False
    return run([str(python), "-c", f"import sys, pip; sys.exit(sys.version_info[:2] < {OLDEST_PYTHON})"], quiet=True)


def install_python_packages(purpose: str) -> None:
    """Install the program (editable) and, for tests, the dev group, each at its pinned version."""
    say("Python のパッケージを入れます。初めてのときは数分かかります。")
    wanted = ["--editable", "."]
    if purpose == "test":
        wanted += dev_group()
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt"]
    if not run([*pip, *wanted], variables=pip_variables()):
        raise CannotPrepareError(
            "Python のパッケージを入れられませんでした。上の pip の表示を確かめてください。\n"
            "ネットワークにつながっているか、庁内の中継サーバーを使う場合は pip の設定があるかを見てください。"
        )
    stamp(purpose).write_text(fingerprint())


def dev_group() -> list[str]:
    """Return the requirements of the dev group; Debian 12's pip does not read groups itself."""
    import tomllib  # noqa: PLC0415 - a Python that is too old must live long enough to say so

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(requirement) for requirement in project["dependency-groups"]["dev"]]


def pip_variables() -> dict[str, str]:
    """Return pip's environment: the machine's own, with the build backend pinned too."""
    pinned = f"{os.environ.get('PIP_CONSTRAINT', '')} constraints.txt".strip()
    return {
        **os.environ,
        "PIP_CONSTRAINT": pinned,
        "PIP_BUILD_CONSTRAINT": pinned,
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def run(
    command: list[str], *, quiet: bool = False, errors: bool = True, variables: dict[str, str] | None = None
) -> bool:
    """Run a command in the checkout and tell whether it succeeded; `quiet` hides its output, not its errors."""
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=variables or {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=None if errors else subprocess.DEVNULL,
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
