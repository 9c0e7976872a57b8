"""What an address of the site is expected to do: to whom it opens, and which records its path names."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Role, User

SUPERUSER = "superuser"
ENTRY = frozenset({Role.PROVINCE_EDITOR, Role.PROVINCE_APPROVER, SUPERUSER})
MINISTRY = frozenset({Role.MINISTRY, SUPERUSER})
REVIEW = frozenset({Role.MINISTRY})
APPROVERS = frozenset({Role.PROVINCE_APPROVER})
PROVINCIAL = frozenset({Role.PROVINCE_EDITOR, Role.PROVINCE_APPROVER})
NATION = frozenset({Role.MINISTRY, Role.AUDITOR, SUPERUSER})
ALL = ENTRY | NATION
AUDIT = frozenset({Role.AUDITOR, SUPERUSER})
PUBLIC = ALL | {"anonymous"}
READ, FORM, SEND = ("GET",), ("GET", "POST"), ("POST",)


@dataclass(frozen=True)
class Record:
    """Part of a path that names a record: `side.<of>.<by>`."""

    of: str
    by: str = "pk"
    unknown: Any = 987654321
    owned: bool = False
    shared: bool = False


class Route:
    """What is expected of one address."""

    def __init__(
        self,
        who: frozenset[str],
        *,
        methods: tuple[str, ...] = READ,
        body: dict[str, Any] | None = None,
        heavy: bool = False,
        api: bool = False,
        missing: bool = False,
        senders: frozenset[str] | None = None,
        changes: dict[str, dict[str, str]] | None = None,
        **parts: Record | str,
    ) -> None:
        self.who, self.methods, self.body, self.heavy, self.api = who, methods, body or {}, heavy, api
        self.parts, self.missing, self.senders = parts, missing, who if senders is None else senders
        self.changes = changes or {}

    @property
    def records(self) -> list[Record]:
        return [part for part in self.parts.values() if isinstance(part, Record)]

    @property
    def is_owned(self) -> bool:
        return any(record.owned for record in self.records)

    @property
    def is_scoped(self) -> bool:
        return any(not record.shared for record in self.records)

    @property
    def may_be_missing(self) -> bool:
        """Said so, or a path without records, or a record that has nothing to show yet."""
        return self.missing or self.is_owned or (bool(self.parts) and not self.records)

    def lets_in(self, user: User | None, method: str = "GET") -> bool:
        who = self.senders if method == "POST" else self.who
        return ("anonymous" if user is None else role_of(user)) in who

    def body_of(self, side: Any, method: str = "POST") -> dict[str, Any]:
        """Give what is sent, naming the records of `side`."""
        named = {
            "officer": side.officer.service_number,
            "commune": side.commune.code,
            "province": str(side.province.pk),
        }
        sent = self.changes.get(method, self.body)
        return {key: text.format(**named) if isinstance(text, str) else text for key, text in sent.items()}

    def path_of(self, side: Any) -> dict[str, Any]:
        """Give the parts of the path for the records of `side`; None: records that nobody has."""

        def value(part: Record | str) -> Any:
            if not isinstance(part, Record):
                return part
            return part.unknown if side is None else getattr(getattr(side, part.of), part.by)

        return {name: value(part) for name, part in self.parts.items()}


def role_of(user: User) -> str:
    return SUPERUSER if user.is_superuser else user.role
