"""A server signs what was recorded within a second, whether or not anybody asks."""

from __future__ import annotations

import logging
import threading

import sqlalchemy as sa

from accord.errors import Halted, Refused
from accord.publishing import Publisher

_SECONDS = 1
_log = logging.getLogger("accord.publishing")


class Ticker:
    """Asks for the newest checkpoint every second, in a thread of its own, until it is stopped."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True, name="checkpoints")

    def start(self) -> Ticker:
        """Begin."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop, and wait until nothing is being signed."""
        self._stopping.set()
        self._thread.join()

    def _tick(self) -> None:
        while not self._stopping.wait(_SECONDS):
            try:
                self._publisher.current()
            except Halted as halted:
                _log.critical("%s", halted.reason)
                return
            except (Refused, sa.exc.SQLAlchemyError, OSError) as error:
                _log.error("no checkpoint was signed: %s", error)
