"""Officers and communes found by name or number, and offered for choosing."""

import pytest
from django.core import signing

from accounts.signing_in.kept_forms import SALT
from communes.models import Commune
from deployment.choices import Force, Rank
from deployment.models import Assignment
from tests.deployment.entering import sent
from tests.factories import AssignmentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def found(client, what, text):
    response = client.get(f"/find/{what}/", {"q": text, "name": "officer"})
    assert response.status_code == 200
    return response.context["found"]


def names(client, text):
    return [candidate.record.full_name for candidate in found(client, "officers", text).candidates]


def test_an_officer_is_found_by_part_of_the_name_without_accents(entry, commune):
    AssignmentFactory(officer__full_name="Giàng A Chứ")
    OfficerFactory(full_name="Giàng A Chứng")
    OfficerFactory(full_name="Lò Văn Sơn")

    result = found(entry, "officers", "giang a chu")

    assert [(c.record.full_name, c.detail) for c in result.candidates] == [
        ("Giàng A Chứ", "Đại úy, Công an viên Xã Nậm Kè"), ("Giàng A Chứng", "Đại úy, chưa giữ chức vụ"),
    ]  # fmt: skip


def test_two_of_one_name_are_told_apart_by_rank_and_force(entry):
    OfficerFactory(full_name="Quàng Ngọc Hải", rank=Rank.TRUNG_TA)
    OfficerFactory(full_name="Quàng Ngọc Hải", rank=None, force=Force.SEMI_PROFESSIONAL)

    result = found(entry, "officers", "quang ngoc hai")

    assert {c.detail for c in result.candidates} == {
        "Trung tá, chưa giữ chức vụ", "bán chuyên trách, chưa giữ chức vụ",
    }  # fmt: skip


def test_a_whole_number_or_code_is_a_choice_that_is_made(entry):
    officer = OfficerFactory(full_name="Giàng A Chứ")

    numbered = entry.get("/find/officers/", {"q": officer.service_number, "name": "officer"}).content.decode()
    coded = entry.get("/find/communes/", {"q": "03162", "name": "commune"}).content.decode()
    without_zero = entry.get("/find/communes/", {"q": "3162", "name": "commune"}).content.decode()

    assert f'value="{officer.service_number} · Giàng A Chứ"' in numbered
    assert "Đại úy, chưa giữ chức vụ" in numbered
    assert 'value="03162 · Xã Nậm Kè"' in coded
    assert "data-named" in numbered
    assert "data-named" in coded
    assert 'value="03162 · Xã Nậm Kè"' in without_zero
    assert "data-named" not in without_zero  # "3162" may be the beginning of "31620"


def test_a_whole_name_without_accents_stands_first(entry):
    result = found(entry, "communes", "muong ang")

    assert result.candidates[0].record.name == "Thị trấn Mường Ảng"


def test_another_provinces_officers_are_not_found(entry):
    AssignmentFactory(commune=Commune.objects.get(code="00376"), officer__full_name="Lò Văn Sơn")

    assert names(entry, "lo van son") == []


def test_many_are_counted_and_the_first_shown(entry):
    OfficerFactory.create_batch(11, full_name="Lò Văn Sơn")

    result = found(entry, "officers", "lò văn")

    assert (len(result.candidates), result.count, result.more) == (8, 11, 3)


@pytest.mark.parametrize("text", ["03162", "nam ke", "Xã Nậm Kè", "NẬM KÈ, Mường Nhé", "03162 · Xã Nậm Kè"])
def test_a_commune_is_found_as_people_call_it(entry, text):
    assert found(entry, "communes", text).exact.code == "03162"


@pytest.mark.parametrize("text", ["", " ", "%", "·", ",", "Phúc Xá", "00001", "x" * 500])
def test_what_fits_nothing_finds_nothing(entry, text):
    assert found(entry, "communes", text).count == 0
    assert found(entry, "officers", text).count == 0


@pytest.mark.parametrize("who", ["ministry", "auditor"])
def test_who_enters_nothing_finds_no_officers(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/find/officers/?q=a").status_code == 403
    assert client.get("/find/communes/?q=nam ke").status_code == 200


def test_one_of_several_of_a_name_is_chosen(entry):
    first, second = OfficerFactory.create_batch(2, full_name="Lò Văn Sơn")
    values = {"commune": "nam ke", "post": "member", "starts_on": "1/1/2021"}

    asked = sent(entry, "/assignments/new/", officer="lo van son", **values)
    offered = asked.context["form"]["officer"].field.widget.found.candidates
    sent(entry, "/assignments/new/", officer="lo van son", officer_choice=offered[1].value, **values)

    assert asked.status_code == 422
    assert {c.record for c in offered} == {first, second}
    assert Assignment.objects.get().officer == offered[1].record


def test_a_name_that_only_one_bears_needs_no_choosing(entry):
    officer = OfficerFactory(full_name="Giàng A Chứ")
    OfficerFactory(full_name="Lò Văn Sơn")

    sent(entry, "/assignments/new/", officer="giang a chu", commune="Nậm Kè", starts_on="1/1/2021")

    assert (Assignment.objects.get().officer, Assignment.objects.get().commune.code) == (officer, "03162")


def test_those_without_a_post_are_offered_before_anything_is_typed(entry):
    AssignmentFactory(officer__full_name="Lò Văn Sơn")
    OfficerFactory(full_name="Giàng A Chứ")

    page = entry.get("/assignments/new/").content.decode()

    assert "Giàng A Chứ" in page
    assert "Lò Văn Sơn" not in page


def test_what_is_typed_is_never_markup(entry):
    page = entry.get("/find/officers/", {"q": "<b>", "name": '"><script>'}).content.decode()

    assert "<script>" not in page


def test_who_waits_is_not_offered_below_a_name_that_was_put_back(entry, editor):
    officer = OfficerFactory(full_name="Lò Văn Ún")
    url = "/assignments/new/"
    sent_along = {"officer": "lo van un", "whose": signing.dumps(editor.pk, salt=SALT), "language": "vi"}

    before = entry.get(url).content.decode()
    entry.post("/i18n/setlang/", sent_along, headers={"Referer": f"http://testserver{url}"})
    after = entry.get(url).content.decode()

    assert officer.service_number in before
    assert 'value="lo van un"' in after
    assert officer.service_number not in after.split('id="id_commune"')[0].split('id="id_officer"')[1]
