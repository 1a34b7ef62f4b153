"""Where caches lie: in the user's folder for caches, so that nobody can commit one."""

from __future__ import annotations

import os

VARIABLE = "PERFSPEC_CACHE_DIR"  # names another place


def cache_folder() -> str:
    home = os.environ.get(VARIABLE) or os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return os.sep.join((home or os.path.expanduser(f"~{os.sep}.cache"), "perfspec"))  # noqa: PTH111, PTH118 - pathlib takes long to import
