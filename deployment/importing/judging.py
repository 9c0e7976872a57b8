"""The judgement of a file: every row in one class, or all that is wrong with it; nothing is written here.

A row counts as the same posting as a stored one by service number, commune and first day. What the rows
of one officer say of the person (name, rank, force) is taken from the row that starts last; an empty cell
says nothing of a rank or sex.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.vietnamese import last_day_in
from deployment.choices import Post, Rank
from deployment.importing.chiefs import second_chiefs
from deployment.importing.columns import Key
from deployment.importing.course import Clash, Posting, as_row_says, as_stored, settle
from deployment.importing.persons import check_person, officer_by, warn_of_person
from deployment.importing.places import Places
from deployment.importing.proposal import OfficerWrite, Proposal
from deployment.importing.result import Outcome, Problem, Result
from deployment.importing.stored import Place, Stored, StoredOfficer, StoredPosting
from deployment.importing.table import Row, Table
from deployment.plausible import latest_birth

ORDER_OF_KEYS = {key.value: place for place, key in enumerate(Key)}
POSTS = dict(Post.choices)
TELL_EVERY = 500


def judge(
    table: Table, *, province_id: int | None, dry_run: bool, tell: Callable[[int], None] | None = None
) -> Proposal:
    """Judge all rows for an importer of one province (None: of any) against what is stored.

    Unless `dry_run`, the officers of the file are locked until the transaction ends.
    tell: hears now and then how many officers have been judged.
    """
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        by_number[row.service_number].append(row)
    alone = {row.service_number for row in table.unplaced if row.service_number}
    judgement = _Judgement(table, Stored(list({*by_number, *alone}), lock=not dry_run), province_id)
    for count, (number, rows) in enumerate(by_number.items()):
        judgement.judge_officer(number, rows)
        if tell and count % TELL_EVERY == 0:
            tell(count)
    for row in table.unplaced:
        judgement.judge_alone(row)
    for row, message in second_chiefs(posting for number, posting in judgement.postings):
        table.error(row.number, Key.POSITION, message)
    return judgement.proposal(dry_run)


class _Judgement:
    """Gathers what is found while officer after officer is judged."""

    def __init__(self, table: Table, stored: Stored, province_id: int | None) -> None:
        self.table, self.stored, self.province_id = table, stored, province_id
        self.places = Places(stored, province_id)
        self.latest_birth = latest_birth()  # asked once: it looks at the clock
        self.outcomes: dict[int, Outcome] = {}
        self.officers: dict[str, OfficerWrite] = {}
        self.postings: list[tuple[str, Posting]] = []
        self.speaking: set[int] = set()

    def proposal(self, dry_run: bool) -> Proposal:
        """Give the whole; a row in which anything is wrong is in no class."""
        wrong = {problem.row for problem in self.table.errors}
        outcomes = {number: outcome for number, outcome in self.outcomes.items() if number not in wrong}
        errors, warnings = _in_order(self.table.errors), _in_order(self.table.warnings)
        counts, notes = Counter(outcomes.values()), self.table.notes
        result = Result(dry_run, self.table.count, counts, errors, warnings, notes=notes)
        parts = (outcomes, self.officers, self.postings, self.speaking)
        return Proposal(result, self.table, self.stored, *parts)

    def judge_alone(self, row: Row) -> None:
        """Judge a row that cannot be placed by what can be read of it, so that all errors come at once."""
        officer = self.stored.officers.get(row.service_number)
        if row.service_number:
            self._check_person(officer, [row])
        if row.commune_code and row.starts_on:
            self._place_of(row)
        elif row.commune_code and (problem := self.places.wrong_on_any_day(row)):
            self.table.error(row.number, *problem)

    def judge_officer(self, number: str, rows: list[Row]) -> None:
        """Judge the rows of one officer together."""
        officer = self.stored.officers.get(number)
        self._check_person(officer, rows)
        if len(rows) > 1:
            rows = sorted(rows, key=lambda row: (row.starts_on, row.number))
        known = self._known(officer)
        postings = self._postings_of(rows, known)
        placed = [posting.row for posting in postings if posting.row]
        if not placed:
            return
        last = placed[-1]
        write = officer_by(officer, rows, last, postings[-1].place.province_id)
        warn_of_person(self.table, write, rows, last)
        is_changed = officer is None or write[:7] != officer[:7]
        speaking = last if is_changed else None
        if known:
            postings = self._with_the_rest(postings, known, speaking)
        if len(postings) > 1 and (clashes := settle(postings)):
            for clash in clashes:
                self._report_clash(clash)
            fallen = {clash.row.number for clash in clashes}
            postings = [
                posting for posting in postings if not posting.row or posting.row.number not in fallen
            ]
        if officer and speaking:
            self.speaking.add(speaking.number)
        self._conclude(number, postings, speaking)
        if is_changed or any(posting.stored is None for posting in postings):
            managing = _managing(officer, postings)
            self.officers[number] = (
                write if write.province_id == managing else write._replace(province_id=managing)
            )

    def _known(self, officer: StoredOfficer | None) -> list[StoredPosting]:
        return self.stored.postings.get(officer.id, []) if officer else []

    def _check_person(self, officer: StoredOfficer | None, rows: list[Row]) -> None:
        show, known = officer is None or self.province_id in (None, officer.province_id), self._known(officer)
        check_person(self.table, officer, known, rows, show=show, latest_birth=self.latest_birth)

    def _postings_of(self, rows: list[Row], known: list[StoredPosting]) -> list[Posting]:
        """Give what the rows mean, in order, without those at fault and those that repeat another."""
        stored = {(posting.commune_id, posting.starts_on): posting for posting in known}
        claimed: dict[tuple[int, object], Row] = {}
        postings = []
        for row in rows:
            place = self._place_of(row)
            if place is None:
                continue
            key = (place.id, row.starts_on)
            if key in claimed:
                self._judge_second(row, claimed[key])
                continue
            claimed[key] = row
            self._check_rank(row)
            postings.append(as_row_says(row, place, stored.get(key), self.table))
        return postings

    def _place_of(self, row: Row) -> Place | None:
        is_backwards = row.ends_on is not None and row.ends_on <= row.starts_on
        if is_backwards:
            message = _(
                "Ngày kết thúc trước ngày bắt đầu.\nĐến ngày là ngày cuối giữ chức; sửa một trong hai ngày."
            )
            self.table.error(row.number, Key.END_DATE, message)
        found = self.places.find(row._replace(ends_on=None) if is_backwards else row)
        if isinstance(found, Place):
            return None if is_backwards else found
        self.table.error(row.number, *found)
        return None

    def _judge_second(self, row: Row, first: Row) -> None:
        """Judge a row with the officer, commune and first day of another one of the file."""
        words = {"number": first.number}
        if row[1:] == first[1:]:
            self.outcomes[row.number] = Outcome.UNCHANGED
            message = _("Dòng này lặp lại dòng %(number)s.") % words
            self.table.warn(row.number, Key.SERVICE_NUMBER, message)
        else:
            message = _(
                "Dòng %(number)s đã ghi cùng cán bộ, xã và ngày bắt đầu, với nội dung khác."
                "\nBỏ một trong hai dòng."
            )
            self.table.error(row.number, Key.START_DATE, message % words)

    def _check_rank(self, row: Row) -> None:
        ceiling = self.stored.rank_ceiling(row.post, row.starts_on) if row.rank else None
        if ceiling and row.rank and row.rank > ceiling:
            message = _("%(post)s mang cấp bậc cao hơn trần %(ceiling)s.")
            words = {"post": POSTS[row.post], "ceiling": Rank(ceiling).label}
            self.table.warn(row.number, Key.RANK, message % words)

    def _with_the_rest(
        self, postings: list[Posting], known: list[StoredPosting], speaking: Row | None
    ) -> list[Posting]:
        """Add the stored postings that no row speaks of; an open one elsewhere stops rows that change."""
        if len(postings) == len(known) == 1 and postings[0].stored:
            return postings
        spoken_of = {posting.stored.id for posting in postings if posting.stored}
        rest = [
            as_stored(old, self.stored.places_by_id[old.commune_id])
            for old in known
            if old.id not in spoken_of
        ]
        held = next((posting for posting in [*postings, *rest] if _is_still_open(posting)), None)
        if held is None:
            return postings + rest
        kept = []
        for posting in postings:
            changes = posting.is_written or posting.row is speaking
            if posting.row and changes and posting.place.province_id != held.place.province_id:
                self._report_clash(Clash(posting.row, Key.SERVICE_NUMBER, held))
            else:
                kept.append(posting)
        return kept + rest

    def _report_clash(self, clash: Clash) -> None:
        held = clash.held
        if clash.key == Key.SERVICE_NUMBER:
            message = _(
                "Cán bộ đang giữ chức ở tỉnh khác."
                "\nHai địa phương phải thống nhất điều chuyển trước (mục Điều chuyển)."
            )
        else:
            message = _("Cán bộ này %(held)s: ở hai nơi cùng lúc.%(mend)s") % {
                "held": self._words_of(held),
                "mend": _mend(held),
            }
        self.table.error(clash.row.number, clash.key, message)

    def _words_of(self, held: Posting) -> str:
        if self.province_id not in (None, held.place.province_id):
            return _("giữ chức ở tỉnh khác trong thời gian này")
        words = {
            "post": POSTS[held.post],
            "commune": held.place.name,
            "start": format_day(held.starts_on),
            "row": _(", dòng %(number)s") % {"number": held.row.number} if held.row else "",
        }
        last_day = last_day_in(held.ends_on)
        if last_day is None:
            return _("giữ chức %(post)s %(commune)s từ %(start)s%(row)s") % words
        words["end"] = format_day(last_day)
        return _("giữ chức %(post)s %(commune)s từ %(start)s đến hết %(end)s%(row)s") % words

    def _conclude(self, number: str, postings: list[Posting], speaking: Row | None) -> None:
        """Class the rows and keep what is to be written."""
        for posting in postings:
            row, is_written = posting.row, posting.is_written
            if is_written:
                self.postings.append((number, posting))
            if row is None:
                continue
            self.outcomes[row.number] = _outcome(posting, changes_officer=row is speaking)
            if is_written and posting.stored:
                self._warn_of_erased(posting.stored, posting, row)

    def _warn_of_erased(self, old: StoredPosting, posting: Posting, row: Row) -> None:
        """Warn where an empty cell takes away what is stored."""
        last_day = last_day_in(old.ends_on)
        erased = {
            Key.END_DATE: format_day(last_day) if last_day and not posting.ends_on else "",
            Key.DECISION_NUMBER: old.decision_number if not posting.decision_number else "",
            Key.DECISION_DATE: format_day(old.decision_date)
            if old.decision_date and not posting.decision_date
            else "",
        }
        for key, value in erased.items():
            if value:
                message = _(
                    "Ô để trống: giá trị đang lưu (%(value)s) sẽ bị xóa."
                    " Nếu giá trị đó được ghi sau khi tải mẫu, hãy tải lại mẫu."
                )
                self.table.warn(row.number, key, message % {"value": value})


def _mend(held: Posting) -> str:
    """Say how to part two postings; one that the file does not know may be newer than the file."""
    if held.row is None:
        return _(
            "\nLần giữ chức đó đã lưu trên hệ thống mà không có trong tệp: nếu tệp lập từ mẫu hoặc tệp xuất"
            " cũ, hãy tải lại mẫu rồi ghi lại thay đổi. Nếu không, sửa “Từ ngày” hoặc ghi “Đến ngày”."
        )
    return _("\nGhi “Đến ngày” cho lần trước hoặc sửa “Từ ngày”.")


def _outcome(posting: Posting, *, changes_officer: bool) -> Outcome:
    old = posting.stored
    if old is None:
        return Outcome.TRANSFERRED if posting.moved else Outcome.CREATED
    same_end = old.ends_on == posting.ends_on or (posting.cut and old.ends_on is None)
    if posting.differs_beside_its_end or changes_officer:
        return Outcome.UPDATED
    if same_end:
        return Outcome.UNCHANGED
    return Outcome.ENDED if old.ends_on is None else Outcome.UPDATED


def _is_still_open(posting: Posting) -> bool:
    """Tell whether it is stored as open and the file gives it no end."""
    return posting.stored is not None and posting.stored.ends_on is None and posting.ends_on is None


def _managing(officer: StoredOfficer | None, postings: list[Posting]) -> int:
    """Give the province that manages the officer: that of the latest posting, where the file makes one."""
    if officer and not any(posting.stored is None for posting in postings):
        return officer.province_id
    return max(postings, key=lambda posting: posting.starts_on).place.province_id


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.row, ORDER_OF_KEYS.get(p.column, len(Key)))))
