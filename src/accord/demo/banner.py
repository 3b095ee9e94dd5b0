"""What the demonstration says when it is ready: where to look, and what to try."""

from __future__ import annotations

from datetime import date, timedelta

from accord.aggregates.agreement import Agreement
from accord.demo.secretariat import AGREEMENT
from accord.wiring import House

_BANNER = """
accord is at {base}. It serves an invented partnership; its clock was staged, so that
nine months of history could be recorded in a few seconds.

  The API, to read and to try   {base}/docs
  Its description               {base}/openapi.json
  The agreement                 {agreement}
  Its text                      {agreement}/text?format=markdown
  Its history, in sentences     {agreement}/history
  Who was told what             {agreement}/knowledge
  What a late entry changes     {base}/v1/impacts
  What bears nothing any more   {base}/v1/findings
  What an auditor looks at      {base}/v1/exceptions
  How far the record is signed  {base}/log/checkpoint

Below /v1 every request needs a key. This one may do everything, for everybody; real keys may do
little, for one party. It is shown only now: the register keeps its hash. Every start makes a new one.

  export ACCORD={base}
  export KEY={key}

Read the agreement as it was the day before its amendment came into force ({before}):

  curl -H "Authorization: Bearer {key}" \\
    "{agreement}/text?format=plain&at={before}"

Read what happened, the newest first:

  curl -H "Authorization: Bearer {key}" \\
    "{agreement}/history?order=newest&limit=5"

Take all of it with you, in one page to print (a browser opens the file; it sends no key itself):

  curl -H "Authorization: Bearer {key}" -o dossier.html \\
    "{agreement}/dossier?format=html"

Table a motion. Sent twice with the same Idempotency-Key, it is tabled once:

  curl -X POST -H "Authorization: Bearer {key}" \\
    -H "Content-Type: application/json" -H "Idempotency-Key: my-first-motion" \\
    -d '{{"agreement": "{id}", "body": "board", "class": "ordinary",
         "title": "Tea at meetings", "text": "That tea be served at meetings of the Board."}}' \\
    {base}/v1/decisions

The answer has the motion's id. What comes next (open the vote, record the ballots, close, certify)
is in README.md, and under "decisions" at {base}/docs.
"""


def banner(house: House, base: str, key: str) -> str:
    """Return what to print, with dates of this register's own history."""
    agreement = house.record.read(Agreement, AGREEMENT)
    return _BANNER.format(
        base=base,
        id=AGREEMENT,
        agreement=f"{base}/v1/agreements/{AGREEMENT}",
        key=key,
        before=_day_before_amendment(agreement),
    )


def _day_before_amendment(agreement: Agreement) -> date:
    first = min(entry.effective_from for entry in agreement.incorporated)
    return first - timedelta(days=1)
