"""Everything accord can refuse, by kind: a reason for people, a code and facts for machines."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - the domain refuses; it does not err
    """A rule of the agreement or of the law says no, and nothing was written.

    `reason` is a sentence for people, `code` a stable word for machines, `facts` what a program
    needs to react (plain JSON values).
    """

    code = "refused"

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Malformed(Refused):
    """What was sent cannot be read as what it should be; `facts` names the field."""

    code = "malformed"


class NotEntitled(Refused):
    """The one who acts does not hold the role, mandate or capability that this act needs."""

    code = "not-entitled"


class NotFound(Refused):
    """There is no such thing in this register."""

    code = "not-found"


class OutOfOrder(Refused):
    """The act comes at a stage where it cannot be taken."""

    code = "out-of-order"


class Stale(Refused):
    """Somebody else acted first: read again and decide anew."""

    code = "stale"


class Unrecordable(Refused):
    """The act cannot be written as a canonical entry of the record; `facts` names the field."""

    code = "unrecordable"


class Halted(Refused):
    """The record is not what was signed of it before: nothing is recorded until that is cleared up."""

    code = "halted"


class Unavailable(Refused):
    """The register cannot write just now (its clock or its database is not fit); try again."""

    code = "unavailable"


class ReadOnly(Refused):
    """Nothing can be recorded here: this register is for reading."""

    code = "read-only"
