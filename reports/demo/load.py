"""Load the synthetic periods: one all approved, and the present one in a mixed state; always the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from accounts.models import Role, User
from communes.calendar import HANOI
from communes.models import Province
from deployment.models import Dataset
from reports.choices import Flag, Happening, Reason, State
from reports.content import Content
from reports.demo.words import RETURNED, narrative, sentence
from reports.earlier import approved_before
from reports.flags import Background, findings
from reports.layout import lay_out
from reports.locking import log
from reports.models import Explanation, Narrative, Period, ProvincialReport, SubmittedCommune
from reports.posting_changes import changes_of_postings
from reports.sending import seal
from reports.settling import ReasonGiven, give_back, settle
from reports.submitted import communes_now_by_province

# How many of the provinces stand where in the present period; what is left has not begun.
MIXTURE = ((State.APPROVED, 34), (State.SENT, 14), (State.RETURNED, 3), (State.DRAFTING, 7))
STARRING = {"11": State.RETURNED, "01": State.DRAFTING}  # the provinces with demonstration accounts


@dataclass(frozen=True)
class Cast:
    """Who acts in the synthetic reports: the Ministry's account, and an approver of each province."""

    ministry: User
    approvers: dict[int, User]


@dataclass(frozen=True)
class Figures:
    """What the communes have on a cut-off day, by province, and what is judged by beside it."""

    rows: dict[int, list[SubmittedCommune]]
    background: Background


@transaction.atomic
def load_demo_periods() -> bool:
    """Load the periods for the synthetic officers; gives False where there is a period already."""
    dataset = Dataset.objects.first()
    if dataset is None or Period.objects.exists():
        return False
    rng = Random(f"periods:{dataset.seed}")  # noqa: S311 (synthetic data, not secrets)
    cast = _cast(dataset.as_of)
    before = dataset.as_of.replace(day=1) - timedelta(days=1)
    _past(before, cast, rng)
    _present(dataset.as_of, cast, rng)
    return True


def _cast(day: date) -> Cast:
    """The accounts made here serve as names in the log: nobody can sign in with them."""
    provinces = list(Province.objects.existing_on(day).order_by("code"))
    known = {user.own_province.pk: user for user in User.objects.filter(role=Role.PROVINCE_APPROVER)}
    for province in (province for province in provinces if province.pk not in known):
        name = f"approver-{province.code}"
        known[province.pk] = User(
            username=name, role=Role.PROVINCE_APPROVER, province=province, is_active=False
        )
        known[province.pk].set_unusable_password()
    User.objects.bulk_create(user for user in known.values() if user.pk is None)
    return Cast(User.objects.filter(role=Role.MINISTRY).earliest("pk"), known)


def _opened(cut_off: date, cast: Cast) -> list[ProvincialReport]:
    opens, due = _at(cut_off - timedelta(days=7), 8), _at(cut_off + timedelta(days=4), 17)
    title = f"Báo cáo tháng {cut_off.month}/{cut_off.year} (minh họa)"
    period = Period(title=title, cut_off=cut_off, opens_at=opens, due_at=due)
    period.opened_by, period.opened_at = cast.ministry, opens
    return lay_out(period)


def _past(cut_off: date, cast: Cast, rng: Random) -> None:
    reports = _opened(cut_off, cast)
    figures = Figures(communes_now_by_province(cut_off), Background.of(reports[0].period))
    for report in reports:
        sent_at = _at(cut_off + timedelta(days=rng.choice((1, 2, 2, 3, 3, 4, 4, 5, 7))), 8, rng)
        _send(report, cast, sent_at, figures, rng)
        settle(report, cast.ministry, sent_at + timedelta(days=rng.randint(1, 3)))


def _present(cut_off: date, cast: Cast, rng: Random) -> None:
    reports = _opened(cut_off, cast)
    figures = Figures(communes_now_by_province(cut_off), Background.of(reports[0].period))
    for report, state in zip(reports, _states(reports, rng), strict=True):
        sent_at = rng.choice((_at(cut_off, 16, rng), _at(cut_off + timedelta(days=1), 7, rng)))
        if state == State.DRAFTING:
            _draft(report, cast, cut_off, rng)
        if state in (State.APPROVED, State.SENT, State.RETURNED):
            _send(report, cast, sent_at, figures, rng)
        if state == State.APPROVED:
            settle(report, cast.ministry, sent_at + timedelta(hours=rng.randint(1, 5)))
        if state == State.RETURNED:
            _return(report, cast, sent_at + timedelta(hours=rng.randint(1, 5)))


def _states(reports: Sequence[ProvincialReport], rng: Random) -> list[State]:
    left = [state for state, count in MIXTURE for _each in range(count)]
    left += [State.NOT_STARTED] * (len(reports) - len(left))
    for state in STARRING.values():
        left.remove(state)
    rng.shuffle(left)
    return [STARRING.get(report.province.code) or left.pop() for report in reports]


def _send(report: ProvincialReport, cast: Cast, at: datetime, figures: Figures, rng: Random) -> None:
    province, day = report.province, report.period.cut_off
    rows = figures.rows[province.pk]
    found = findings(figures.background, rows, approved_before(province, day))
    told = {finding.key: sentence(finding.kind, rng) for finding in found}
    by, begun = cast.approvers[report.province_id], at - timedelta(minutes=90)
    report.postings_checked_changes = changes_of_postings(report)
    _begin(report, by, begun, "communes_checked_at", "postings_checked_at")
    content = Content(report, rows, narrative(rng), [], found, told)
    _keep_draft(content, by, begun)
    seal(content=content, by=by, now=at)


def _begin(report: ProvincialReport, by: User, at: datetime, *confirmed: str) -> None:
    report.state, report.started_at = State.DRAFTING, at
    for field in confirmed:
        setattr(report, field, at)
    report.save(update_fields=["state", "started_at", "postings_checked_changes", *confirmed])
    log(report, Happening.STARTED, by, at)


def _keep_draft(content: Content, by: User, at: datetime) -> None:
    """What was sent remains in the draft, so that a returned report is corrected and not begun again."""
    own = {"report": content.report, "province_id": content.report.province_id, "written_by": by,
           "written_at": at}  # fmt: skip
    Narrative.objects.bulk_create(Narrative(section=s, text=t, **own) for s, t in content.narrative.items())
    Explanation.objects.bulk_create(
        Explanation(kind=kind, commune_id=commune, text=text, **own)
        for (kind, commune), text in content.explanations.items()
    )


def _draft(report: ProvincialReport, cast: Cast, cut_off: date, rng: Random) -> None:
    begun, by = _at(cut_off + timedelta(days=1), 8, rng), cast.approvers[report.province_id]
    _begin(report, by, begun, "communes_checked_at")
    texts = dict(list(narrative(rng).items())[: rng.randint(1, 4)])
    _keep_draft(Content(report, [], texts, [], [], {}), by, begun)


def _return(report: ProvincialReport, cast: Cast, at: datetime) -> None:
    flagged = report.last_sent.warnings.exclude(commune=None).select_related("commune").order_by("pk")
    reasons = [
        ReasonGiven(Reason.MOVEMENT, RETURNED[Flag(warning.kind)], warning.commune) for warning in flagged[:3]
    ]
    reasons = reasons or [ReasonGiven(Reason.NARRATIVE, "Nêu rõ hơn mục II.2.")]
    give_back(report, reasons, Happening.RETURNED, cast.ministry, at)


def _at(day: date, hour: int, rng: Random | None = None) -> datetime:
    """A moment of `day`, up to two hours and a bit after `hour` where `rng` is given."""
    moment = datetime.combine(day, time(hour), tzinfo=HANOI)
    return moment + timedelta(minutes=rng.randint(0, 150)) if rng else moment
