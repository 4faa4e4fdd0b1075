"""Where files live: the program's own (checkout or installed wheel alike) and the user's. Nothing is created here."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP_NAME = "kpidesk"


def root() -> Path:
    """Return the folder that holds `resources/` and `db/`: `kpidesk/_data` when installed, else the checkout."""
    package = Path(__file__).resolve().parent
    data = package / "_data"
    return data if data.is_dir() else package.parent


def fonts_folder() -> Path:
    """Return the folder of the TrueType faces and their licences."""
    return root() / "resources" / "fonts"


def icons_folder() -> Path:
    """Return the folder of the window's icons; it may be missing while the program has none."""
    return root() / "resources" / "icons"


def themes_folder() -> Path:
    """Return the folder of the window's colour themes; it may be missing while the program has none."""
    return root() / "resources" / "themes"


def migrations_folder() -> Path:
    """Return the folder of the `NNNN_name.sql` files that make and lift a workspace."""
    return root() / "db" / "migrations"


def sample_plan() -> Path:
    """Return the plan document the sample workspace is made from."""
    return root() / "db" / "samples" / "sunagawa.plan.json"


def settings_folder() -> Path:
    r"""Return the user's folder for the settings file (Windows: `%LOCALAPPDATA%\kpidesk`); it may not exist yet."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False)


def log_folder() -> Path:
    r"""Return the user's folder for the log file (Windows: `%LOCALAPPDATA%\kpidesk\Logs`); it may not exist yet."""
    return platformdirs.user_log_path(APP_NAME, appauthor=False)


def documents_folder() -> Path:
    """Return the user's documents folder, where a file dialog starts; it may not exist."""
    return platformdirs.user_documents_path()
