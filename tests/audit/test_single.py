"""What fits on one page proves itself as well: the certificate of a decision, and the receipt of a command."""

from __future__ import annotations

import json
from contextlib import closing
from io import StringIO
from uuid import UUID

import pytest
from click.testing import CliRunner
from tests.audit.evidence import KEY, NOBODY, OTHER, exported, signing
from tests.audit.test_bundle import results
from tests.http.cases.choices import opened as choosing
from tests.http.cases.discussions import agreed
from tests.http.elections import VOTERS, close, vote
from tests.http.elections import opened as in_secret
from tests.http.office import Office, client_of
from tests.http.stages import SEATS

from accord import canonical
from accord.aggregates.agreement.events import ProvisionDrafted
from accord.aggregates.agreement.terms import StandingOrders
from accord.audit.certificate import certify
from accord.audit.findings import Outcome
from accord.audit.single import verify_certificate, verify_receipt
from accord.audit.trust import parsed
from accord.audit.verifying import Brought, verify_bundle
from accord.auditing import _bar
from accord.cli import main
from accord.errors import NotFound, OutOfOrder
from accord.ledger.checkpoint import Checkpoint

BRINGS = Brought((str(KEY.verifier),))


def certificate_of(p, folder, decision=None) -> bytes:
    with signing(p, folder) as house:
        return certify(house.record, house.log.current(), decision or UUID(p.decision))


@pytest.fixture(scope="module")
def certificate(album, tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    p = album.open("certified", folder / "r.db")
    with closing(p.house):
        return certificate_of(p, folder)


def test_a_certificate_tells_the_vote_and_proves_it(certificate):
    report = verify_certificate(certificate, BRINGS)
    assert report.outcome is Outcome.VERIFIED, str(report)
    assert {code for code, result in results(report).items() if result == "ok"} == {
        "V2", "V5", "V6", "V8", "V10",
    }  # fmt: skip
    found = json.loads(certificate)
    assert found["verdict"] == "carried"
    assert found["in_words"].startswith("Carried")
    assert {seat["seat"]: seat["position"] for seat in found["seats"]}.keys() == SEATS.keys()
    assert found["motion"]["title"] == "Clean the weir"


def test_a_certificate_of_a_choice_tells_what_each_seat_chose(at, tmp_path):
    p = at("in force")
    choosing(p)
    for seat, choice in zip(SEATS, (["weir", "mill"], ["weir"], []), strict=True):
        p.people[seat].done(f"{p.motion}/ballots", seat=seat, choice=choice)
    p.secretary.done(f"{p.motion}/closure")
    p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion))
    certificate = certificate_of(p, tmp_path)

    assert verify_certificate(certificate, BRINGS).outcome is Outcome.VERIFIED
    seats = {seat["seat"]: seat.get("choice") for seat in json.loads(certificate)["seats"]}
    assert seats == {"seat-city": ["mill", "weir"], "seat-trust": ["weir"], "seat-club": []}


def test_a_certificate_tells_who_was_paired_and_who_abstained_by_declaration(at, tmp_path):
    p = at("voting")
    orders = StandingOrders(body="board", pairs=True, declarations=True, clause="money")
    agreed(p, ProvisionDrafted(standing_orders=orders))
    one, other, last = SEATS
    p.people[one].done(f"{p.motion}/pairs", seat=one, other=other)
    p.people[other].done(f"{p.motion}/pairs", seat=other, other=one)
    p.people[last].done(f"{p.motion}/ballots", seat=last, position="abstain")
    p.people[last].done(f"{p.motion}/declarations", seat=last, statement="Go on without us.")
    p.hands.turn(days=8)
    p.secretary.done(f"{p.motion}/closure")
    p.secretary.done(f"{p.motion}/certification", match=p.read(p.motion))
    certificate = certificate_of(p, tmp_path)

    assert verify_certificate(certificate, BRINGS).outcome is Outcome.VERIFIED
    seats = {seat["seat"]: seat for seat in json.loads(certificate)["seats"]}
    assert (seats[one]["position"], seats[one]["paired_with"]) == ("abstain", other)
    assert seats[last]["by_declaration"] is True


def test_a_certificate_of_a_secret_vote_ties_no_ballot_to_a_seat(sqlite_url, tmp_path):
    p = in_secret(sqlite_url)
    with closing(p.house):
        vote(p, dict.fromkeys(VOTERS, "for"))
        close(p)
        certificate = certificate_of(p, tmp_path)

    assert verify_certificate(certificate, BRINGS).outcome is Outcome.VERIFIED
    found = json.loads(certificate)
    assert any(seat.get("voted_in_secret") for seat in found["seats"])
    assert found["in_secret"]


def test_a_certificate_is_of_a_result(at, tmp_path):
    with pytest.raises(NotFound, match="there is no decision"):
        certificate_of(at("certified"), tmp_path / "a", NOBODY)
    with pytest.raises(OutOfOrder, match="this decision has none"):
        certificate_of(at("tabled"), tmp_path / "b")


def forged(certificate: bytes, **changes: object) -> bytes:
    return canonical.encode(json.loads(certificate) | changes)


def entries(certificate: bytes) -> list[dict]:
    return json.loads(certificate)["entries"]


def without(certificate: bytes, kind: str) -> list[dict]:
    return [each for each in entries(certificate) if f'"type":"{kind}"' not in each["entry"]]


FORGED = {
    "verdict": (lambda c: forged(c, verdict="lost"), "V10"),
    "words": (lambda c: forged(c, in_words="Lost."), "V10"),
    "a seat": (lambda c: forged(c, seats=[]), "V10"),
    "something besides": (lambda c: forged(c, note="all is well"), "V10"),
    "rule": (lambda c: forged(c, rule={}), "V10"),
    "another decision": (lambda c: forged(c, decision=str(NOBODY)), "V1"),
    "true for 1": (lambda c: c.replace(b'"index":0,', b'"index":false,', 1), "V1"),
    "no result": (lambda c: forged(c, entries=without(c, "decision.certified/1")), "V10"),
    "an entry between less": (lambda c: forged(c, entries=entries(c)[:5] + entries(c)[6:]), "V8"),
    "entries reversed": (lambda c: forged(c, entries=entries(c)[::-1]), "V1"),
    "another proof": (lambda c: forged(c, entries=[e | {"proof": []} for e in entries(c)]), "V6"),
    "no entries": (lambda c: json.dumps({"v": "accord-certificate/1"}).encode(), "V1"),
    "not canonical": (lambda c: json.dumps(json.loads(c)).encode(), "V1"),
    "no JSON": (lambda c: c[:-1], "V1"),
    "a list": (lambda _c: b"[]", "V1"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_certificate_is_found(certificate, name):
    forge, code = FORGED[name]
    report = verify_certificate(forge(certificate), BRINGS)
    assert report.outcome is Outcome.FAILED, str(report)
    assert code in {found.check.value for found in report.wrong}, str(report)


def test_a_certificate_counts_only_under_a_key_that_the_auditor_trusts(certificate):
    assert verify_certificate(certificate, Brought()).outcome is Outcome.INCOMPLETE
    other = verify_certificate(certificate, Brought((str(OTHER.verifier),)))
    assert results(other)["V2"] == "FAILED"


# --- The receipt of a command ----------------------------------------------------------------


def test_a_receipt_proves_its_entry(receipt):
    proof, entry = receipt
    report = verify_receipt(proof, entry, BRINGS)
    assert report.outcome is Outcome.VERIFIED, str(report)
    assert results(report)["V6"] == "ok"


def test_a_receipt_alone_is_incomplete(receipt):
    report = verify_receipt(receipt[0], None, BRINGS)
    assert report.outcome is Outcome.INCOMPLETE
    assert "give its bytes with --entry" in str(report)


def test_a_receipt_of_something_else_is_found(receipt):
    proof, entry = receipt
    assert results(verify_receipt(proof, entry + b" ", BRINGS))["V5"] == "FAILED"
    other = entry.replace(b"business", b"nonprofit")
    assert results(verify_receipt(proof, other, BRINGS))["V6"] == "FAILED"
    assert results(verify_receipt(b"nothing", entry, BRINGS))["V1"] == "FAILED"
    stranger = Brought((str(OTHER.verifier),))
    assert results(verify_receipt(proof, entry, stranger))["V2"] == "FAILED"
    assert verify_receipt(proof, entry, Brought()).outcome is Outcome.INCOMPLETE
    touched = proof.replace(b"\naccord.example\n", b"\naccord.example.org\n", 1)
    assert results(verify_receipt(touched, entry, BRINGS))["V2"] == "FAILED"


def test_a_receipt_and_a_kept_checkpoint_of_the_same_size_agree(receipt):
    proof, entry = receipt
    state, _ = parsed(proof.partition(b"\n\n")[2])
    fork = Checkpoint(state.origin, state.size, bytes(32))
    earlier = Checkpoint(state.origin, 3, bytes(32))
    for known, result in ((state, "ok"), (fork, "FAILED"), (earlier, "incomplete")):
        report = verify_receipt(proof, entry, Brought(BRINGS.keys, (known,)))
        assert results(report)["V7"] == result


# --- Over HTTP -------------------------------------------------------------------------------


def test_a_certificate_is_fetched_over_http_and_verified_offline(at, tmp_path):
    p = at("certified")
    with signing(p, tmp_path) as house:
        clerk = Office(client_of(house), p.secretary.key, p.secretary.principal)
        found = clerk.get(f"{p.motion}/certificate")
        assert (found.status_code, found.content_type) == (200, "application/json")
        assert verify_certificate(found.data, BRINGS).outcome is Outcome.VERIFIED
        assert clerk.get(f"/decisions/{NOBODY}/certificate").status_code == 404
    client_of(p.house)


def test_what_is_not_certified_or_not_signed_has_no_certificate(at, tmp_path):
    p = at("certified")
    refused = p.secretary.get(f"{p.motion}/certificate")
    assert (refused.status_code, "nobody signs this register" in refused.json["detail"]) == (
        404,
        True,
    )
    p = at("tabled")
    with signing(p, tmp_path) as house:
        clerk = Office(client_of(house), p.secretary.key, p.secretary.principal)
        refused = clerk.get(f"{p.motion}/certificate")
        assert (refused.status_code, "has none" in refused.json["detail"]) == (409, True)
    client_of(p.house)


# --- On the command line ---------------------------------------------------------------------


def test_the_command_line_writes_certificates_and_verifies_what_it_is_given(
    receipt, certificate, at, tmp_path, monkeypatch
):
    p = at("certified")
    with signing(p, tmp_path / "other"):
        pass
    monkeypatch.setenv("ACCORD_LOG_FOLDER", str(tmp_path / "other" / "log"))
    into, key = tmp_path / "c.json", ["--key", str(KEY.verifier)]
    words = ["certificate", p.decision, "--database", str(p.house.engine.url), "--into", str(into)]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert CliRunner().invoke(main, ["verify", str(into), *key]).exit_code == 0
    into.write_bytes(certificate[:-1])
    assert CliRunner().invoke(main, ["verify", str(into), *key]).exit_code == 1

    proof, entry = receipt
    (tmp_path / "receipt").write_bytes(proof)
    (tmp_path / "entry").write_bytes(entry)
    words = ["verify", str(tmp_path / "receipt"), *key]
    assert CliRunner().invoke(main, words).exit_code == 3
    assert CliRunner().invoke(main, [*words, "--entry", str(tmp_path / "entry")]).exit_code == 0


def test_who_watches_sees_how_far_it_has_come(certificate, at, tmp_path, monkeypatch):
    p = at("registered")
    with signing(p, tmp_path) as house:
        bundle = exported(house, tmp_path / "log.zip")
    with closing(StringIO()) as seen:
        seen.isatty = lambda: True
        monkeypatch.setattr("sys.stderr", seen)
        with _bar() as progress:
            report = verify_bundle(bundle, Brought(BRINGS.keys, progress=progress))
        assert f"{report.size} entries" in seen.getvalue()
        assert "100%" in seen.getvalue()
