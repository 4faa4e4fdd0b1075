"""The version, told here once: the build reads it from this file."""

from __future__ import annotations

VERSION = "0.1.0"
