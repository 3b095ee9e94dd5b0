"""Other processes, started quickly: forked from a clean one that has imported everything and opened nothing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.store.writers"])
PATIENCE = 90


def _meet(barrier: Any) -> None:
    barrier.wait(PATIENCE)


@contextmanager
def together(
    job: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]
) -> Iterator[list[Future[Any]]]:
    """Run the job once for each arguments, each in its own process, all starting at the same moment."""
    barrier = PROCESSES.Barrier(len(arguments))
    with ProcessPoolExecutor(
        len(arguments), mp_context=PROCESSES, initializer=_meet, initargs=(barrier,)
    ) as pool:
        processes = pool._processes
        futures = [pool.submit(job, *each) for each in arguments]
        try:
            yield futures
            assert not wait(futures, PATIENCE).not_done, "a process hangs"
        except BaseException:
            for process in list(processes.values()):
                process.kill()
            raise


def all_of(job: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Return what each process returned."""
    with together(job, arguments) as futures:
        return [future.result(PATIENCE) for future in futures]


@contextmanager
def process(job: Callable[..., Any], *arguments: Any) -> Iterator[BaseProcess]:
    """Run the job in a process that is killed, if it still runs, when the block ends."""
    started = PROCESSES.Process(target=job, args=arguments)
    started.start()
    try:
        yield started
    finally:
        started.kill()
        started.join(PATIENCE)
        started.close()
