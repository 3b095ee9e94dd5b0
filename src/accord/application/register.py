"""Commands on the register itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from accord.aggregates import erasing, register
from accord.aggregates.party import Party
from accord.aggregates.register import REGISTER, Capability, Register
from accord.application.desk import Desk
from accord.errors import NotFound, Refused
from accord.events import Act, Circumstances
from accord.ledger.note import Verifier


class RegisterCommands(Desk):
    """What the operator of the register does; the operator acts for the register's own office."""

    def open_register(self, *, origin: str, zone: str) -> Register:
        """Begin the register: its first entry names the origin of its log and its time zone."""
        found = self.unit.find(Register, REGISTER)
        return self.record(
            found, self._operator(), register.open_register(found, origin=origin, zone=zone)
        )

    def enrol_principal(
        self,
        *,
        principal: UUID,
        party: UUID | None,
        capabilities: tuple[Capability, ...],
        name: str | None = None,
    ) -> Register:
        """Let a person or system act, for a party or for the register's office."""
        if party is not None:
            self.unit.read(Party, party)
        found = self.unit.read(Register, REGISTER)
        event = register.enrol_principal(
            found, principal=principal, party=party, capabilities=capabilities, name=name
        )
        return self.record(found, self._operator(), event)

    def retire_principal(self, *, principal: UUID) -> Register:
        """End a principal's mandate; its keys stop at once."""
        found = self.unit.read(Register, REGISTER)
        return self.record(
            found, self._operator(), register.retire_principal(found, principal=principal)
        )

    def introduce_log_key(self, *, vkey: str) -> Register:
        """Let a first key sign the checkpoints of the record."""
        found = self.unit.read(Register, REGISTER)
        event = register.introduce_log_key(found, vkey=_sound(vkey))
        return self.record(found, self._operator(), event)

    def rotate_log_key(self, *, vkey: str) -> Register:
        """Let another key sign the checkpoints in the place of the newest."""
        found = self.unit.read(Register, REGISTER)
        event = register.rotate_log_key(found, vkey=_sound(vkey))
        return self.record(found, self._operator(), event)

    def revoke_log_key(self, *, vkey: str) -> Register:
        """Trust a key no longer: what it signs from here on does not count."""
        found = self.unit.read(Register, REGISTER)
        return self.record(found, self._operator(), register.revoke_log_key(found, vkey=vkey))

    def place_legal_hold(self, *, ground: str, stream: UUID | None = None) -> Register:
        """Forbid to erase anything of a stream and what belongs to it, or of the whole register."""
        found = self.unit.read(Register, REGISTER)
        if stream is not None and not self.unit.recorder.select_versions([stream]):
            raise NotFound(f"nothing of this register has the id {stream}", id=str(stream))
        event = erasing.place_legal_hold(found, ground=ground, stream=stream)
        return self.record(found, self._operator(), event)

    def lift_legal_hold(self, *, hold: int) -> Register:
        """Lift a legal hold."""
        found = self.unit.read(Register, REGISTER)
        return self.record(found, self._operator(), erasing.lift_legal_hold(found, hold=hold))

    def erase_disclosures(
        self, *, digests: Sequence[str], ground: str, concerned: Collection[UUID]
    ) -> Register:
        """Record that disclosed texts are erased, by the authority that is cited."""
        found = self.unit.read(Register, REGISTER)
        if not self.said.authority:
            raise Refused("an erasure cites the authority that orders it", field="authority")
        events = erasing.erase_disclosures(
            found, digests=digests, ground=ground, concerned=concerned
        )
        return self.record(found, self._operator(), *events)

    def _operator(self) -> Act:
        """Whoever runs the command line on the register's machine; HTTP has no way here."""
        env = Circumstances(
            recorded_by=self.principal,
            on_behalf_of=REGISTER,
            authority=self.said.authority or "instrument:operator of the register",
        )
        return Act(at=self.unit.at, env=env, reason=self.said.reason)


def _sound(vkey: str) -> str:
    """Return the key; raise a refusal where it is none, or one with which anybody could sign."""
    try:
        return str(Verifier.parse(vkey))
    except ValueError as error:
        raise Refused(str(error), field="vkey") from None
