"""Runs every benchmark, or those whose name is given, where it can be at sizes: `python -m benchmarks verify 1000000`."""

from __future__ import annotations

import sys
from importlib import import_module
from inspect import signature
from pathlib import Path


def main(wanted: list[str]) -> None:
    sizes = [int(word) for word in wanted if word.isdigit()]
    names = [word for word in wanted if not word.isdigit()]
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        if not names or file.stem.removeprefix("bench_") in names:
            print(f"== {file.stem.removeprefix('bench_')}", flush=True)
            main_ = import_module(f"benchmarks.{file.stem}").main
            main_(*(sizes if signature(main_).parameters else ()))


if __name__ == "__main__":
    main(sys.argv[1:])
