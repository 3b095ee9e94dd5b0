"""Schemathesis against the whole API: whatever the document allows or forbids, no answer breaks its promise."""

from __future__ import annotations

from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from tests.http.cases.disputes import STAGES, raised
from tests.http.cases.impacts import learned
from tests.http.cases.meetings import convened
from tests.http.documented import path_of
from tests.http.stages import Partnership

from accord.http import create_app
from accord.wiring import House

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
    ignored_auth,
]

TAKE_NOTHING = ("/v1/status", "/v1/principal")
FEW = settings(
    max_examples=15,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="module")
def p(album, tmp_path_factory) -> Any:
    partnership: Partnership = album.open(
        "amendment carried", tmp_path_factory.mktemp("contract") / "register.db"
    )
    convened(partnership)
    raised(*STAGES)(partnership)
    learned(partnership)
    yield partnership
    partnership.house.close()


def _operations() -> list[tuple[str, str]]:
    rules = create_app(cast("House", None)).url_map.iter_rules()
    return sorted(
        (path_of(rule.rule), method)
        for rule in rules
        for method in rule.methods & {"GET", "POST"}
        if rule.rule.startswith("/v1/") and rule.rule not in TAKE_NOTHING
    )


@pytest.fixture(scope="module")
def api(p: Partnership) -> Any:
    found = schemathesis.openapi.from_wsgi("/openapi.json", p.client.application)
    found.config.generation.with_security_parameters = False  # we send the key ourselves
    return found


@pytest.mark.no_cover  # what is drawn by lot covers nothing: it looks for what nobody thought of
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("path", "method"), _operations())
def test_no_answer_breaks_its_promise(api, p, path, method, mode):
    p.client.application.extensions["accord"] = p.house
    operation = api[path][method]
    known: dict[str, Any] = {"path_parameters": {"id": there(p, path)}} if "{id}" in path else {}
    if method == "POST":
        known["headers"] = {"If-Match": "*"}
    key = {"Authorization": f"Bearer {p.secretary.key}"}

    @settings(FEW, derandomize=True)
    @given(case=operation.as_strategy(mode, **known) | operation.as_strategy(mode))
    def keeps_its_promise(case: Any) -> None:
        case.call_and_validate(headers=key, checks=CHECKS)

    keeps_its_promise()


def there(p: Partnership, path: str) -> str:
    """An id of something that is there."""
    ids = {
        "parties": p.party["city"],
        "agreements": p.agreement,
        "roles": p.roles["chair"],
        "decisions": p.decision,
        "amendments": p.amendment,
        "obligations": p.obligation,
        "disputes": p.dispute,
        "impacts": p.impact,
        "meetings": p.meeting,
        "rules": "two_thirds_cast",
    }
    return ids[path.split("/")[2]]
