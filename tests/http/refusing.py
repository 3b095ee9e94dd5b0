"""How a test says that a request was refused and left nothing behind."""

from __future__ import annotations

from contextlib import contextmanager

from tests.http.stages import Partnership

NOBODY = "01a20000-0000-7000-8000-000000000000"


@contextmanager
def nothing_written(p: Partnership):
    before = p.position
    yield
    assert p.position == before


def assert_refused(answer, status, words, pointer=None):
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), (
        answer.json
    )
    assert words in answer.json["detail"], answer.json["detail"]
    if pointer:
        assert answer.json["errors"][0]["pointer"] == pointer


def assert_problem(answer, status, code):
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["type"] == f"/problems/{code}"
    assert answer.json["detail"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
