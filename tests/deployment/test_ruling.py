"""The staffing rule as dated data: added, ended, cancelled, each with its effect shown first."""

from datetime import date

import pytest

from accounts.models import User
from communes.models import Commune
from deployment.models import Dataset, StaffingRule
from deployment.ruling import RuleRefused, cancel_rule, decree, effect_of, end_rule
from deployment.staffing import staffing_on
from tests.deployment.entering import sent
from tests.factories import DAY, AssignmentFactory

pytestmark = pytest.mark.django_db
FROM = date(2021, 7, 1)
TOWNSHIPS = {
    "kind": "thi_tran", "trait": "", "commune": None, "minimum": 8, "chief_required": True,
    "starts_on": FROM, "source": "Chỉ thị số 1",
}  # fmt: skip
TYPED = {
    "kind": "thi_tran", "trait": "", "minimum": "8", "chief_required": "on", "starts_on": "1/7/2021",
    "source": "Chỉ thị số 1",
}  # fmt: skip


def minimum(code, day):
    return staffing_on(day, Commune.objects.filter(code=code)).get().minimum


def confirmed(client, url, **values):
    shown = sent(client, url, **values)
    assert shown.status_code == 200
    return sent(client, url, **values, confirmed=shown.context["confirmed"])


def township():
    return Commune.objects.filter(kind="thi_tran").first().code


def test_a_rule_holds_from_its_day_and_the_former_through_the_day_before():
    decree(**TOWNSHIPS)

    assert (minimum(township(), date(2021, 6, 30)), minimum(township(), FROM)) == (5, 8)
    assert minimum("03162", FROM) == 5
    assert StaffingRule.objects.filter(kind="thi_tran", ends_on=FROM).count() == 1


def test_a_rule_for_one_commune_stands_above(commune):
    decree(**TOWNSHIPS | {"kind": "xa", "commune": commune, "minimum": 3})

    assert (minimum("03162", FROM), minimum("03166", FROM)) == (3, 5)


def test_the_strictest_of_those_that_fit_holds(commune):
    Commune.objects.filter(pk=commune.pk).update(is_border=True)

    decree(**TOWNSHIPS | {"kind": "xa", "trait": "is_border"})

    assert (minimum("03162", FROM), minimum("03166", FROM)) == (8, 5)


def test_a_rule_does_not_slip_before_one_that_comes():
    decree(**TOWNSHIPS)

    with pytest.raises(RuleRefused):
        decree(**TOWNSHIPS | {"starts_on": date(2021, 6, 1)})
    assert StaffingRule.objects.count() == 3


def test_a_rule_is_ended_and_its_kind_leaves_the_scope():
    end_rule(rule=StaffingRule.objects.get(kind="thi_tran"), last_day=DAY)

    on = [
        staffing_on(day, Commune.objects.filter(kind="thi_tran")).exists() for day in (DAY, date(2021, 6, 1))
    ]
    assert on == [True, False]


def test_an_end_before_the_beginning_is_refused():
    rule = decree(**TOWNSHIPS)

    with pytest.raises(RuleRefused):
        end_rule(rule=rule, last_day=date(2021, 6, 30))


def test_a_cancelled_rule_gives_way_to_the_one_it_replaced():
    cancel_rule(rule=decree(**TOWNSHIPS))

    assert minimum(township(), FROM) == 5
    assert StaffingRule.objects.filter(kind="thi_tran", ends_on=None).count() == 1


def test_the_effect_is_told_and_nothing_is_written():
    effect = effect_of(lambda: decree(**TOWNSHIPS | {"kind": "phuong"}), FROM)

    assert (effect.before.communes, effect.after.communes) == (8880, 10603)
    assert StaffingRule.objects.count() == 2


def test_the_page_shows_the_effect_before_it_writes(as_ministry):
    Dataset.objects.create(as_of=DAY, seed=1, scale=1)  # its day is what pages speak of

    shown = sent(as_ministry, "/rules/new/", **TYPED)

    assert shown.context["effect"].after.communes == 8880
    assert StaffingRule.objects.count() == 2


def test_what_is_confirmed_is_written_once(as_ministry):
    confirmed(as_ministry, "/rules/new/", **TYPED)

    made = StaffingRule.objects.get(starts_on=FROM)
    assert (made.kind, made.minimum, made.chief_required, made.source) == (
        "thi_tran", 8, True, "Chỉ thị số 1",
    )  # fmt: skip
    assert "Chỉ thị số 1" in as_ministry.get("/rules/?as_of=2021-07-01").content.decode()


def test_a_confirmation_of_something_else_is_shown_again(as_ministry):
    mark = sent(as_ministry, "/rules/new/", **TYPED).context["confirmed"]

    changed = sent(as_ministry, "/rules/new/", **TYPED | {"minimum": "50"}, confirmed=mark)

    assert changed.status_code == 200
    assert StaffingRule.objects.count() == 2


def test_a_rule_is_ended_and_cancelled_from_the_page(as_ministry, commune):
    one = decree(**TOWNSHIPS | {"kind": "xa", "commune": commune, "minimum": 3})
    other = decree(**TOWNSHIPS)

    confirmed(as_ministry, f"/rules/{one.pk}/end/", last_day="31/12/2021")
    confirmed(as_ministry, f"/rules/{other.pk}/cancel/")

    one.refresh_from_db()
    assert one.ends_on == date(2022, 1, 1)
    assert not StaffingRule.objects.filter(pk=other.pk).exists()


def test_the_second_of_two_sees_that_the_rule_changed(as_ministry):
    rule = decree(**TOWNSHIPS)
    form = as_ministry.get(f"/rules/{rule.pk}/end/").context["form"]
    mine = {f.html_name: f.value() for f in form if f.value() is not None} | {"last_day": "31/12/2021"}
    StaffingRule.objects.filter(pk=rule.pk).update(minimum=6)

    assert as_ministry.post(f"/rules/{rule.pk}/end/", mine).status_code == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""}, {"kind": "lang"}, {"minimum": "-1"}, {"minimum": "abc"}, {"minimum": "201"},
        {"starts_on": "31/2/2021"}, {"source": ""}, {"source": "x" * 201}, {"commune": "03162"},
        {"trait": "is_rich"}, {"kind": "", "commune": "99999"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_answered_422(as_ministry, wrong):
    assert sent(as_ministry, "/rules/new/", **TYPED | wrong).status_code == 422
    assert StaffingRule.objects.count() == 2


@pytest.mark.parametrize("who", ["auditor", "editor", "approver"])
def test_the_ministry_alone_changes_and_everybody_reads(client, request, who):
    client.force_login(request.getfixturevalue(who))
    pk = StaffingRule.objects.first().pk

    assert client.get("/rules/").status_code == 200
    for url in ("/rules/new/", f"/rules/{pk}/end/", f"/rules/{pk}/cancel/"):
        assert client.get(url).status_code == 403
        assert client.post(url, TYPED).status_code == 403


def test_who_administers_changes_the_rule_too(client):
    client.force_login(User.objects.create_superuser("root", password="a-long-passphrase"))

    assert client.get("/rules/new/").status_code == 200


def test_a_province_reads_what_holds_for_it(client, editor, commune):
    decree(**TOWNSHIPS | {"kind": "xa", "commune": commune, "source": "Riêng Nậm Kè"})
    elsewhere = Commune.objects.get(code="00376")
    decree(**TOWNSHIPS | {"kind": "xa", "commune": elsewhere, "source": "Riêng Tiên Dược"})
    client.force_login(editor)

    page = client.get("/rules/?as_of=2021-07-01").content.decode()

    assert "Riêng Nậm Kè" in page
    assert "Tiên Dược" not in page


def test_a_new_rule_reaches_the_lists_at_once(as_ministry, commune):
    AssignmentFactory(commune=commune)
    address = "/communes/?as_of=2021-07-01&q=03162"
    before = as_ministry.get(address).context["totals"].shortfall

    decree(**TOWNSHIPS | {"kind": "xa"})

    assert (before, as_ministry.get(address).context["totals"].shortfall) == (4, 7)
