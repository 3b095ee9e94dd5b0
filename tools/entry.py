"""What an entry of the record consists of, in words: the head of the reference of events."""

from __future__ import annotations

ENV = {
    "recorded_by": "who entered it (a subject id)",
    "on_behalf_of": "the party it was done for; the register's own id for its office",
    "authority": "what the act relies on: `mandate:`, `role:`, `decision:`, `agreement:` or `party:` "
    "and an id of this register, or `instrument:` and a citation",
    "asserted_by": "whose act it is, where somebody else entered it",
    "occurred_on": "the day it happened, where that is not the day of recording",
    "occurred_at": "the instant it happened, where that is known",
    "retroactive": "true where it is meant to hold for days before it was recorded",
    "evidence": "SHA-256, in hex, of documents that show it",
    "correlation_id": "what the caller groups it with",
    "causation_id": "the event, as `agg/ver`, that caused it",
    "classification": "who may read it",
}
VALID_TIME = {
    "effective_from": "the first day on which it holds",
    "effective_to": "the first day on which it holds no longer",
}
HEAD = """\
# Every event of the record

*Written by `python -m tools.reference` from the code; do not edit it here.*

What happened is recorded as entries that are never changed. How an entry becomes bytes, and how to check
them without our code, is said in [The entry](entry.md); over what the hashes in them are computed, in
[The hashes](hashes.md); how a rule and ballots become a verdict, in [The rules](rules.md). This page has every
type of event: what it means, the fields of its `data`, and which of them are disclosed.

## The entry

| key | what it is |
|---|---|
| `v` | `accord-entry/1` |
| `agg`, `ver` | the stream (id of one register, party, identifier, agreement, role, decision, docket, \
amendment, obligation, schedule, dispute, impact or meeting) and the version in it, 1, 2, 3 without gaps |
| `type` | the type of the event, as on this page; the number at its end is the version of its shape |
| `recorded_at` | the instant at which the server recorded it |
| `cmd` | `{"id": …}`, the same for all events of one command |
| `env` | who did it, for whom, on which authority, and when it holds |
| `data` | the fields below, and in `_sd` the digests of those that are disclosed |

What has no value, or its default, is left out; null is never written. A *day* is `YYYY-MM-DD`, counted in the
zone of the agreement; an *instant* is UTC and always 27 characters, `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
A *disclosed* field is never in the entry: only its salted digest is, so that its text can be erased.
"""
