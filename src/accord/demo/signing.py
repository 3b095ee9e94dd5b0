"""The demonstration signs its record, with a key that lies beside its database."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from accord import serving
from accord.aggregates.register import REGISTER, Register
from accord.log_keys import with_a_new_key
from accord.publishing import LogKeys
from accord.wiring import House, build


def signing(url: str, *, anew: bool) -> House:
    """Open the demonstration, which signs where it is a file.

    One that begins `anew` forgets what another one had signed there.
    """
    folder = folder_of(url)
    if folder is None:
        return serving.opened(url)
    if anew:
        shutil.rmtree(folder, ignore_errors=True)
    house = build(url, log=LogKeys(folder))
    if not house.record.read(Register, REGISTER).log_keys:
        with_a_new_key(house, lambda accord, vkey: accord.introduce_log_key(vkey=vkey))
    return house


def folder_of(url: str) -> Path | None:
    """Return where the key lies; None where the database is no file, or the environment says where."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or os.environ.get(serving.LOG_FOLDER):
        return None
    return Path(f"{(parsed.database or '').removesuffix('.db')}-log")
