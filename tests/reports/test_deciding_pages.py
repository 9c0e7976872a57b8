"""The pages on which the Ministry decides: one report, many together, the board of a period."""

import pytest

from accounts.models import Role, User
from deployment.choices import Post
from reports import cycle, drafting
from reports.choices import Flag, Reason, State
from reports.models import ReportSubmission
from reports.settling import ReasonGiven
from tests.factories import AssignmentFactory
from tests.reports.cycle import sent, sent_again, stands
from tests.reports.steps import as_, carry_out, hidden, url

pytestmark = pytest.mark.django_db


def test_two_reviewers_at_once_one_wins_and_the_other_is_told(client, period, report, ministry):
    sent(period)
    other = User.objects.create_user("ministry-2", password="a-long-passphrase", role=Role.MINISTRY)
    returning = hidden(as_(client, other).get(url(report, "return/")))
    carry_out(as_(client, ministry), url(report, "approve/"))

    response = as_(client, other).post(
        url(report, "return/"), returning | {"kind": "other", "reason": "Nêu rõ."}
    )

    assert (response.status_code, stands(report)) == (409, State.APPROVED)
    assert "ministry" in response.content.decode()


def test_a_return_names_communes_and_reaches_the_province(client, period, report, ministry, approver):
    sent(period)
    address = url(report, "return/?commune=03162&commune=99999")
    response = carry_out(
        as_(client, ministry), address, kind="narrative", reason="Nêu rõ hơn mục II.2.",
        kind_03162="decision", reason_03162="Đối chiếu quyết định.",
    )  # fmt: skip

    page = as_(client, approver).get(url(report)).content.decode()
    assert (response.status_code, stands(report)) == (302, State.RETURNED)
    assert set(report.return_reasons.values_list("kind", "commune__code")) == {
        (Reason.NARRATIVE, None), (Reason.DECISION, "03162"),
    }  # fmt: skip
    assert "Đối chiếu quyết định." in page
    assert "2 điểm cần sửa" in page


def test_a_commune_is_named_with_its_district_wherever_its_return_is_told(
    client, period, report, ministry, approver, commune
):
    AssignmentFactory(commune=commune, post=Post.CHIEF, decision_number="")
    sent(period)
    told = f"{commune.name}, {commune.district.name}"
    address = url(report, f"return/?commune={commune.code}")
    form = as_(client, ministry).get(address).context["form"]
    carry_out(client, address, **{f"kind_{commune.code}": "decision", f"reason_{commune.code}": "Xem lại."})
    client = as_(client, approver)
    steps = {step: client.get(url(report, step)).content.decode() for step in ("", "answers/", "explain/")}
    AssignmentFactory(commune=commune)
    drafting.confirm_postings(report=report, by=approver)
    drafting.explain(report=report, kind=Flag.NO_DECISION, commune=commune, text="Đã rà.", by=approver)
    sent_again(period)
    page = as_(client, ministry).get(url(report))

    assert form[f"kind_{commune.code}"].label == f"{told}: loại lý do"
    assert form[f"reason_{commune.code}"].label == f"{told}: lý do"
    assert f">{told}</a>" in steps[""]
    assert f">{told}</a>" in steps["answers/"]
    assert f">{told}: " in steps["explain/"]
    assert f">{told}</a>" in page.content.decode()
    places = [each.place for each in page.context["changed"]]
    assert told in places
    assert any(place.startswith(f"Giải trình: {told}, ") for place in places)


def test_a_commune_without_its_reason_is_asked_for_one_in_the_words_of_the_page(
    client, period, report, ministry
):
    sent(period)

    page = carry_out(as_(client, ministry), url(report, "return/?commune=03162")).content.decode()

    assert "Hãy ghi lý do." in page
    assert "Trường này" not in page
    assert "địa phương thấy các lý do dưới đây" in page


def test_a_return_without_a_reason_is_asked_for_one(client, period, report, ministry):
    sent(period)

    response = carry_out(as_(client, ministry), url(report, "return/"), kind="other", reason=" ")

    assert (response.status_code, stands(report)) == (422, State.SENT)


def test_the_kind_of_a_reason_follows_the_warning_and_is_chosen_where_none_speaks(
    client, period, report, ministry, commune
):
    AssignmentFactory(commune=commune, post=Post.CHIEF, decision_number="")
    other = report.province.communes.filter(kind="xa").exclude(pk=commune.pk).first()
    sent(period)

    address = url(report, f"return/?commune={commune.code}&commune={other.code}")
    form = as_(client, ministry).get(address).context["form"]
    names = [field.name for field in form.visible_fields()]
    warned, calm = form[f"kind_{commune.code}"], form[f"kind_{other.code}"]

    assert (warned.initial, calm.initial) == (Reason.DECISION, "")
    assert "1 cán bộ chưa ghi số quyết định" in warned.help_text
    assert names[-2:] == ["kind", "reason"]
    assert len(names) == 6

    response = carry_out(client, address, **{f"reason_{c.code}": "Xem lại." for c in (commune, other)})
    assert (response.status_code, stands(report)) == (422, State.SENT)
    assert f"kind_{other.code}" in response.context["form"].errors


def test_the_kind_of_the_general_reason_says_when_it_is_asked_for(client, period, report, ministry):
    sent(period)
    as_(client, ministry)

    alone = client.get(url(report, "return/")).content.decode()
    beside = client.get(url(report, "return/?commune=03162")).content.decode()

    assert "không bắt buộc" not in alone
    assert "bắt buộc nếu ghi lý do chung" in beside


def test_on_resubmission_what_changed_comes_first(client, period, report, ministry, approver, commune):
    sent(period)
    why = [ReasonGiven(Reason.MOVEMENT, "Bổ sung.", commune)]
    cycle.return_for_correction(report=report, reasons=why, by=ministry)
    AssignmentFactory(commune=commune, post=Post.CHIEF)
    drafting.confirm_postings(report=report, by=approver)
    cycle.submit(report=report, by=approver)

    page = as_(client, ministry).get(url(report)).content.decode()

    assert "<del>0/5 cán bộ, khuyết Trưởng Công an</del> → <ins>1/5 cán bộ" in page
    assert page.index("Thay đổi so với lần gửi 1") < page.index("Thay đổi so với kỳ trước")


def test_the_queue_is_oldest_first_and_approves_the_calm_together(client, period, ministry):
    for code in ("12", "11"):
        sent(period, code)
    queue = as_(client, ministry).get(f"/periods/{period.pk}/queue/").content.decode()
    assert queue.index("Lai Châu") < queue.index("Điện Biên")

    ids = "&".join(f"s={each.pk}" for each in ReportSubmission.objects.all())
    response = carry_out(client, f"/periods/{period.pk}/approve/?{ids}")

    assert response.status_code == 302
    assert period.reports.filter(state=State.APPROVED).count() == 2


def test_a_flagged_report_in_a_bulk_stops_all_of_it(client, period, ministry, commune):
    calm = sent(period, "12")
    AssignmentFactory(commune=commune, decision_number="")
    flagged = sent(period, "11")

    address = f"/periods/{period.pk}/approve/?s={calm.pk}&s={flagged.pk}"
    response = carry_out(as_(client, ministry), address)

    assert response.status_code == 422
    assert "Điện Biên phải được xem riêng" in response.content.decode()
    assert not period.reports.filter(state=State.APPROVED).exists()


def test_odd_numbers_in_a_bulk_choose_nothing(client, period, ministry):
    page = as_(client, ministry).get(f"/periods/{period.pk}/approve/?s=x&s=99999999999999999999&s=-1")

    assert page.status_code == 200
    assert "Chưa chọn báo cáo nào" in page.content.decode()


def test_the_board_counts_states_and_reasons(client, period, report, ministry):
    sent(period)
    cycle.return_for_correction(
        report=report, reasons=[ReasonGiven(Reason.UNEXPLAINED, "Thiếu.")], by=ministry
    )

    page = as_(client, ministry).get(f"/periods/{period.pk}/?state=returned").content.decode()

    assert "1 địa phương" in page
    assert "Lý do trả lại theo địa phương" in page


def test_the_board_asks_no_more_for_more_provinces(client, period, ministry, django_assert_max_num_queries):
    for code in ("11", "12", "14"):
        sent(period, code)
    as_(client, ministry)

    with django_assert_max_num_queries(26):
        client.get(f"/periods/{period.pk}/")
