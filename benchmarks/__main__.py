"""Runs every benchmark, or those whose name is given: `python -m benchmarks append`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(wanted: list[str]) -> None:
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        if not wanted or file.stem.removeprefix("bench_") in wanted:
            print(f"== {file.stem.removeprefix('bench_')}", flush=True)
            import_module(f"benchmarks.{file.stem}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
