"""A provincial report over the API: its address, its mark, a whole draft, a reason to return it."""

from reports.choices import REQUIRED_SECTIONS
from reports.content import content_of

REASON = {"reasons": [{"kind": "movement", "text": "Nêu rõ vì sao giảm.", "commune_code": "03162"}]}


def one(period, code="11"):
    return f"/periods/{period.pk}/reports/{code}"


def tag_of(calls, period):
    return {"If-Match": calls("get", one(period))["ETag"]}


def mark_in(tags):
    """Give the mark of the report in what `tag_of` gave."""
    return tags["If-Match"].strip('"').partition(".")[0]


def draft_of(report):
    """All that sending asks for, as a program gives it."""
    codes = dict(report.province.communes.values_list("pk", "code"))
    return {
        "communes_checked": True,
        "postings_checked": True,
        "sections": [{"section": each, "text": f"Nội dung {each}."} for each in REQUIRED_SECTIONS],
        "explanations": [
            {"kind": each.kind, "commune_code": codes.get(each.commune_id), "text": "Đang kiện toàn."}
            for each in content_of(report).findings
        ],
    }
