"""Every address of the site, and to whom it opens: the table that `test_scope_matrix.py` walks.

A new route needs an entry in ROUTES, by its name:

    "deployment:officer": Route(ALL, pk=Record("officer")),

- first, WHO is let in (`ALL`, `ENTRY`, `NATION`, `MINISTRY`, `PUBLIC`); every other role must get 403, 404 or
  be led elsewhere (302);
- the parts of the path, each as `Record(attribute of a Side, field, unknown=…)`: a record of the own
  province, of another one and of none are tried; `Record(…, owned=True)` where it belongs to one account
  alone (give the Side one in `test_scope_matrix.py`), `shared=True` where it is nobody's but the nation's; a
  part that is no record is plain text;
- `methods` where it is not GET alone; `body`: what a form sends, with `{officer}`-like fields taken from the
  OTHER province: it must be refused; `heavy` where an answer takes more than a second; `missing` where 404 is
  an answer to those who are let in, too; `api` where a refusal is a problem document; `changes`: what the
  API's PUT, PATCH and DELETE send; `senders` where fewer may send than read.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

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


@dataclass
class Side:
    """The records of one province, with words that nobody of another province may read."""

    province: Any
    commune: Any
    vacant: Any
    officer: Any
    posting: Any
    rule: Any
    training: Any
    offer_to: Any = None
    offer_from: Any = None
    filter: Any = None
    token: Any = None
    notice: Any = None
    work: Any = None
    upload: Any = None
    receipt: Any = None
    draft: Any = None
    period: Any = None
    attachment: Any = None
    published: Any = None
    ward: Any = None
    criteria: Any = None
    round: Any = None
    sealed: Any = None
    session: Any = None
    secrets: list[str] = field(default_factory=list)


OFFICER, POSTING, TRAINING = Record("officer"), Record("posting"), Record("training")
COMMUNE = Record("commune", "code", "99999")
PROVINCE = Record("province", "code", "99")
FILTER = Record("filter", owned=True)
TOKEN = Record("token", owned=True)
NOTICE = Record("notice", owned=True)
WORK = Record("work", unknown=UUID(int=0), owned=True)
UPLOAD = Record("upload", unknown=UUID(int=0), owned=True)
RECEIPT, DRAFT, REGION = Record("receipt"), Record("draft"), "1"
PERIOD = Record("period", shared=True)
FILE = Record("attachment")
PUBLISHED = Record("published", shared=True)
APPOINTING = {"officer": "{officer}", "commune": "{commune}", "post": "member", "starts_on": "1/1/2021"}
API_APPOINTING = {"commune_code": "{commune}", "post": "member", "starts_on": "2021-01-01"}
TRAINED = {"course": "law", "completed_on": "2021-01-01"}
RETURNING = {"reasons": [{"kind": "other", "text": "x"}]}
REOPENING = {"reason": "x"}
SEALING = {"as_of": "2021-05-31", "title": "Kỳ"}
BORN = {"service_number": "111111-111", "full_name": "Lò Văn Mới", "date_of_birth": "1/1/1990", "sex": "male",
        "force": "regular"}  # fmt: skip
API_BORN = BORN | {"date_of_birth": "1990-01-01"}

WARD = Record("ward")
SEALED = Record("sealed", shared=True)
CRITERIA, ROUND = Record("criteria", shared=True), Record("round", shared=True)

ROUTES: dict[str, Route] = {
    "home": Route(ALL),
    "live": Route(PUBLIC),
    "ready": Route(PUBLIC),
    "set_language": Route(PUBLIC, methods=SEND),
    "notices:list": Route(ALL),
    "notices:read": Route(ALL, methods=SEND),
    "notices:follow": Route(ALL, methods=SEND, pk=NOTICE),
    "notices:choose": Route(ALL, methods=FORM),
    "notices:address": Route(ALL, methods=SEND),
    "notices:prove": Route(ALL, methods=SEND),
    "notices:drop-address": Route(ALL, methods=SEND),
    "help": Route(ALL),
    "help-page": Route(ALL, page="editor"),
    "search": Route(ALL),
    "suggest": Route(ALL),
    "forget-seen": Route(ALL, methods=SEND),
    "api-guide": Route(ALL, api=True),
    "accounts:login": Route(PUBLIC, methods=FORM),
    "accounts:logout": Route(PUBLIC, methods=SEND),
    "accounts:forget-form": Route(ALL, methods=SEND),
    "accounts:theme": Route(PUBLIC, methods=SEND),
    "accounts:end-session": Route(ALL, methods=SEND, pk=Record("session", owned=True)),
    "accounts:tokens": Route(ALL, methods=FORM),
    "accounts:revoke-token": Route(ALL, methods=SEND, pk=TOKEN),
    "deployment:list_file": Route(ALL, list_name="officers", extension="csv"),
    "deployment:choose_columns": Route(ALL, methods=SEND, list_name="officers"),
    "deployment:keep_filter": Route(ALL, methods=SEND, list_name="officers"),
    "deployment:share_filter": Route(ALL, methods=SEND, pk=FILTER),
    "deployment:drop_filter": Route(ALL, methods=SEND, pk=FILTER),
    "deployment:communes": Route(ALL),
    "deployment:commune": Route(ALL, code=COMMUNE),
    "deployment:officers": Route(ALL),
    "deployment:officer": Route(ALL, pk=OFFICER),
    "deployment:register": Route(ENTRY, methods=FORM, body=BORN | {"province": "{province}"}),
    "deployment:amend": Route(ENTRY, methods=FORM, pk=OFFICER),
    "deployment:transfer": Route(ENTRY, methods=FORM, pk=OFFICER, body=APPOINTING),
    "deployment:train": Route(ENTRY, methods=FORM, pk=OFFICER),
    "deployment:correct_training": Route(ENTRY, methods=FORM, pk=TRAINING),
    "deployment:remove_training": Route(ENTRY, methods=FORM, pk=TRAINING),
    "deployment:assignments": Route(ALL),
    "deployment:appoint": Route(ENTRY, methods=FORM, body=APPOINTING),
    "deployment:end": Route(ENTRY, methods=FORM, pk=POSTING),
    "deployment:correct": Route(ENTRY, methods=FORM, pk=POSTING, body=APPOINTING),
    "deployment:cancel": Route(ENTRY, methods=FORM, pk=POSTING),
    "deployment:find_officers": Route(ENTRY),
    "deployment:find_communes": Route(ALL),
    "deployment:history": Route(ALL),
    "deployment:readings": Route(AUDIT),
    "deployment:rules": Route(ALL),
    "deployment:decree": Route(MINISTRY, methods=FORM),
    "deployment:end_rule": Route(MINISTRY, methods=FORM, pk=Record("rule")),
    "deployment:cancel_rule": Route(MINISTRY, methods=FORM, pk=Record("rule")),
    "deployment:chief_posts": Route(ALL),
    "deployment:province_chief_posts": Route(ALL, code=PROVINCE),
    "deployment:plan_chief": Route(ENTRY, methods=FORM, code=Record("vacant", "code", "99999")),
    "deployment:wards": Route(ALL),
    "deployment:admit_ward": Route(REVIEW, methods=FORM),
    "deployment:ward": Route(ALL, pk=WARD),
    "deployment:release_ward": Route(REVIEW, methods=FORM, pk=WARD),
    "deployment:assess_ward": Route(REVIEW, methods=FORM, pk=WARD, round=ROUND),
    "deployment:new_criteria": Route(REVIEW, methods=FORM),
    "deployment:criteria": Route(ALL, pk=CRITERIA),
    "deployment:write_criteria": Route(REVIEW, methods=FORM, pk=CRITERIA),
    "deployment:force_criteria": Route(REVIEW, methods=FORM, pk=CRITERIA),
    "deployment:new_round": Route(REVIEW, methods=FORM),
    "deployment:offers": Route(ALL),
    "deployment:ask": Route(
        ENTRY, methods=FORM, body=APPOINTING | {"service_number": "{officer}", "full_name": "x"}
    ),
    "deployment:agree": Route(ENTRY, methods=FORM, pk=Record("offer_from")),
    "deployment:decline": Route(ENTRY, methods=FORM, pk=Record("offer_from")),
    "deployment:withdraw": Route(ENTRY, methods=FORM, pk=Record("offer_to")),
    "deployment:work": Route(ALL, pk=WORK),
    "deployment:work_file": Route(ALL, pk=WORK),
    "deployment:import": Route(ENTRY, methods=FORM),
    "deployment:import_template": Route(ENTRY, missing=True),
    "deployment:import_trainings": Route(ENTRY, methods=FORM),
    "deployment:training_template": Route(ENTRY, missing=True),
    "deployment:training_file": Route(ALL, extension="csv"),
    "deployment:preview": Route(ENTRY, pk=UPLOAD),
    "deployment:annotated": Route(ENTRY, pk=UPLOAD, extension="csv"),
    "deployment:confirm": Route(ENTRY, methods=SEND, pk=UPLOAD),
    "deployment:receipts": Route(ALL),
    "deployment:receipt": Route(ALL, pk=RECEIPT),
    "deployment:revert": Route(ENTRY, methods=SEND, pk=RECEIPT),
    "deployment:nation_plan": Route(NATION),
    "deployment:nation_plan_file": Route(NATION, extension="xlsx"),
    "deployment:region_plan": Route(NATION, code=REGION),
    "deployment:region_plan_file": Route(NATION, code=REGION, extension="xlsx"),
    "deployment:plan": Route(ALL, code=PROVINCE),
    "deployment:plan_file": Route(ALL, code=PROVINCE, extension="xlsx"),
    "deployment:accept_plan": Route(ENTRY, methods=SEND, code=PROVINCE),
    "deployment:drafts": Route(ALL, code=PROVINCE),
    "deployment:carry_out": Route(ENTRY, methods=FORM, pk=DRAFT),
    "deployment:discard": Route(ENTRY, methods=FORM, pk=DRAFT),
    "reports:trends": Route(ALL, heavy=True),
    "reports:periods": Route(ALL),
    "reports:open_period": Route(REVIEW, methods=FORM),
    "reports:period": Route(ALL, pk=PERIOD),
    "reports:renew_period": Route(REVIEW, methods=FORM, pk=PERIOD),
    "reports:period_queue": Route(NATION, pk=PERIOD),
    "reports:bulk_approve": Route(REVIEW, methods=FORM, pk=PERIOD),
    "reports:report": Route(ALL, pk=PERIOD, code=PROVINCE),
    "reports:report_communes": Route(PROVINCIAL, pk=PERIOD, code=PROVINCE),
    "reports:report_confirm_communes": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_postings": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_explain": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_answers": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_narrative": Route(ALL, pk=PERIOD, code=PROVINCE),
    "reports:report_section": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE, section="1"),
    "reports:report_attach": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_attachment": Route(ALL, pk=PERIOD, code=PROVINCE, file=FILE),
    "reports:report_detach": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE, file=FILE),
    "reports:report_send": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_extend": Route(REVIEW, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_approve": Route(REVIEW, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_return": Route(REVIEW, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:report_reopen": Route(REVIEW, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:summary": Route(NATION),
    "reports:province": Route(ALL, code=PROVINCE),
    "reports:map": Route(ALL),
    "reports:period_support": Route(ALL, pk=PERIOD),
    "reports:report_support": Route(ALL, methods=FORM, senders=PROVINCIAL, pk=PERIOD, code=PROVINCE),
    "reports:report_support_file": Route(ALL, pk=PERIOD, code=PROVINCE),
    "reports:report_support_import": Route(PROVINCIAL, methods=FORM, pk=PERIOD, code=PROVINCE),
    "reports:annex_xlsx": Route(NATION, heavy=True),
    "reports:annex_ods": Route(NATION, heavy=True),
    "reports:list": Route(NATION),
    "reports:freeze": Route(REVIEW, methods=FORM),
    "reports:narrative": Route(NATION, methods=FORM, senders=REVIEW),
    "reports:document_copy": Route(NATION, pk="987654321"),
    "reports:sealed": Route(NATION, pk=SEALED),
    "reports:sealed_province": Route(NATION, pk=SEALED, code=PROVINCE),
    "reports:sealed_matters": Route(NATION, heavy=True, pk=SEALED),
    "reports:sealed_communes": Route(NATION, pk=SEALED),
    "reports:sealed_commune": Route(NATION, pk=SEALED, code=COMMUNE),
    "reports:sealed_csv": Route(NATION, pk=SEALED),
    "reports:sealed_communes_csv": Route(NATION, pk=SEALED),
    "reports:sealed_briefing": Route(NATION, heavy=True, pk=SEALED),
    "reports:sealed_annex": Route(NATION, heavy=True, pk=SEALED),
    "reports:sealed_annex_ods": Route(NATION, heavy=True, pk=SEALED),
    "reports:sealed_documents": Route(NATION, pk=SEALED),
    "reports:sealed_differences": Route(NATION, pk=SEALED),
    "reports:sealed_changes": Route(NATION, pk=SEALED),
    "reports:issue": Route(REVIEW, methods=FORM, pk=SEALED),
    "reports:pack": Route(NATION, methods=SEND, pk=SEALED),
    "reports:slides": Route(NATION, pk=SEALED),
    "reports:forecast": Route(ALL),
    "reports:province_forecast": Route(ALL, code=PROVINCE),
    "reports:published": Route(ALL),
    "reports:published_enter": Route(REVIEW, methods=FORM),
    "reports:published_amend": Route(REVIEW, methods=FORM, pk=PUBLISHED),
    "reports:published_strike": Route(REVIEW, methods=FORM, pk=PUBLISHED),
    "reports:summary_csv": Route(NATION),
    "reports:summary_ods": Route(NATION),
    "reports:briefing_pdf": Route(NATION, heavy=True),
    "api:openapi-json": Route(ALL, api=True),
    "api:api-root": Route(ALL, api=True, missing=True),
    "api:account": Route(ALL, api=True),
    "api:regions": Route(ALL, api=True),
    "api:provinces": Route(ALL, api=True),
    "api:districts": Route(ALL, api=True),
    "api:communes": Route(ALL, api=True),
    "api:officers": Route(ALL, methods=FORM, api=True),
    "api:officer": Route(ALL, api=True, pk=OFFICER, changes={"PUT": API_BORN}),
    "api:assignments": Route(ALL, api=True),
    "api:assignment": Route(ALL, api=True, pk=POSTING, changes={"PUT": API_APPOINTING, "DELETE": {}}),
    "api:trainings": Route(ALL, api=True),
    "api:training_of": Route(ALL, api=True, pk=TRAINING, changes={"PUT": TRAINED, "DELETE": {}}),
    "api:train": Route(ENTRY, methods=SEND, api=True, pk=OFFICER, body=TRAINED),
    "api:staffing": Route(ALL, api=True),
    "api:appoint": Route(ENTRY, methods=SEND, api=True, pk=OFFICER, body=API_APPOINTING),
    "api:transfer": Route(ENTRY, methods=SEND, api=True, pk=POSTING, body=API_APPOINTING),
    "api:end": Route(ENTRY, methods=SEND, api=True, pk=POSTING, body={"last_day": "2019-01-01"}),
    "api:summary": Route(NATION, api=True),
    "api:province": Route(ALL, api=True, code=PROVINCE),
    "api:periods": Route(ALL, api=True),
    "api:period": Route(ALL, api=True, pk=PERIOD),
    "api:reports": Route(ALL, api=True, pk=PERIOD),
    "api:report": Route(ALL, api=True, pk=PERIOD, code=PROVINCE),
    "api:points": Route(PROVINCIAL, api=True, pk=PERIOD, code=PROVINCE),
    "api:sending": Route(ALL, api=True, pk=PERIOD, code=PROVINCE, number="1", missing=True),
    "api:sent_rows": Route(ALL, api=True, pk=PERIOD, code=PROVINCE, number="1", missing=True),
    "api:draft": Route(PROVINCIAL, methods=FORM, api=True, pk=PERIOD, code=PROVINCE),
    "api:send": Route(APPROVERS, methods=SEND, api=True, pk=PERIOD, code=PROVINCE),
    "api:send_back": Route(REVIEW, methods=SEND, api=True, pk=PERIOD, code=PROVINCE, body=RETURNING),
    "api:approve": Route(REVIEW, methods=SEND, api=True, pk=PERIOD, code=PROVINCE),
    "api:reopen": Route(REVIEW, methods=SEND, api=True, pk=PERIOD, code=PROVINCE, body=REOPENING),
    "api:sealed_list": Route(NATION, methods=FORM, senders=REVIEW, api=True, body=SEALING),
    "api:sealed": Route(NATION, api=True, pk=SEALED),
    "api:sealed_summary": Route(NATION, api=True, pk=SEALED),
    "api:sealed_rows": Route(NATION, api=True, pk=SEALED),
    "api:sealed_row": Route(NATION, api=True, pk=SEALED, code=COMMUNE),
    "api:verification": Route(NATION, api=True, pk=SEALED),
    "api:sealed_csv": Route(NATION, api=True, pk=SEALED),
    "api:documents": Route(NATION, api=True),
    "api:document": Route(NATION, api=True, pk="987654321"),
    "api:document_file": Route(NATION, api=True, pk="987654321"),
    "api:briefing_pdf": Route(NATION, heavy=True, api=True),
    "api:annex_xlsx": Route(NATION, heavy=True, api=True),
    "api:annex_ods": Route(NATION, heavy=True, api=True),
    "api:summary_csv_file": Route(NATION, api=True),
    "api:summary_ods_file": Route(NATION, api=True),
    "api:sealed_briefing": Route(NATION, heavy=True, api=True, pk=SEALED),
    "api:sealed_annex": Route(NATION, heavy=True, api=True, pk=SEALED),
    "api:sealed_annex_ods": Route(NATION, heavy=True, api=True, pk=SEALED),
    "api:sealed_summary_csv": Route(NATION, api=True, pk=SEALED),
    "api:ask_pack": Route(REVIEW, methods=SEND, api=True, pk=SEALED),
    "api:ask_communes_annex": Route(REVIEW, methods=SEND, api=True, pk=SEALED),
    "api:works": Route(ALL, api=True),
    "api:work": Route(ALL, api=True, pk=WORK),
    "api:work_file": Route(ALL, api=True, pk=WORK),
}
# What a walk over every page asks for: heavy documents have tests of their own.
READ = [name for name, route in ROUTES.items() if "GET" in route.methods and not route.heavy]
# The pages of allauth: one's own account and nothing else (tests/accounts).
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
# The same path as another name: the API gives each method a name of its own.
SAME_PATH = {"api:register", "api:drafted", "api:seal", "api:amend", "api:correct", "api:cancel",
             "api:correct_training", "api:remove_training"}  # fmt: skip
