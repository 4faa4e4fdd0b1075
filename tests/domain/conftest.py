"""One Hypothesis profile for this folder: the same examples every time, and no deadline on a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("domain", derandomize=True, deadline=None)
settings.load_profile("domain")
