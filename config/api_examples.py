"""Examples of the OpenAPI document: an officer, a commune's figures and papers that nobody has.

The places are those of the gazetteer; every person, number and figure is made up. A test checks each example
against its shape, and sends those of the bodies.
"""

from typing import Any

Example = dict[str, Any]
DAY, MOMENT = "2021-05-31", "2021-06-02T02:30:00Z"
NUMBER, NAME = "999999-001", "Nguyễn Văn Thí Dụ"
SHA256 = "0123456789abcdef" * 4
ETAG = "0123456789abcdef01234567"
WORK = "00000000-0000-4000-8000-000000000001"
CURSOR = "WyJ0aGkgZHUiLCIwMDAwMDAtMDAxIl0:thi-du"

OFFICER_IN: Example = {
    "service_number": NUMBER, "full_name": NAME, "date_of_birth": "1990-09-02", "sex": "male", "rank": 7,
    "force": "regular",
}  # fmt: skip
DECISION = {"decision_number": "00/QĐ-THIDU", "decision_date": "2021-02-20"}
APPOINT_IN: Example = {
    "commune_code": "03162", "post": "member", "starts_on": "2021-03-01", "last_day": None, **DECISION,
}  # fmt: skip
TRANSFER_IN: Example = {
    "commune_code": "03166", "post": "member", "starts_on": "2021-05-01", "decision_number": "01/QĐ-THIDU",
    "decision_date": "2021-04-20",
}  # fmt: skip
TRAINING_IN: Example = {
    "course": "law", "completed_on": "2021-04-15", "certificate_number": "00/CN", "remark": "Thí dụ",
}  # fmt: skip
OFFICER: Example = {
    "id": 1, **OFFICER_IN, "rank_name": "Đại úy", "province_code": "11", "post": "member",
    "commune_code": "03162", "starts_on": "2021-03-01", "etag": ETAG,
}  # fmt: skip
POSTING: Example = {
    "id": 1, "officer_id": 1, "service_number": NUMBER, "full_name": NAME, "force": "regular",
    **APPOINT_IN, "commune_name": "Xã Nậm Kè", "commune_kind": "xa", "province_code": "11",
    "etag": ETAG,
}  # fmt: skip
TRAINING: Example = {
    "id": 1, "officer_id": 1, "service_number": NUMBER, "full_name": NAME, "province_code": "11",
    **TRAINING_IN, "course_name": "Bồi dưỡng pháp luật", "etag": ETAG,
}  # fmt: skip
ROW: Example = {
    "commune_code": "03162", "commune_name": "Xã Nậm Kè", "kind": "xa", "district_code": "096",
    "province_code": "11", "minimum": 5, "officers": 3, "chief": "filled", "shortfall": 2,
    "status": "below_minimum",
}  # fmt: skip
STAFFED: Example = {**ROW, "organised_on": None}
SEALED_OFFICER: Example = {
    "service_number": NUMBER, "full_name": NAME, "rank": 7, "post": "member", "starts_on": "2021-03-01",
    "decision_number": "00/QĐ-THIDU",
}  # fmt: skip
FIGURES: Example = {
    "communes": 4, "communes_deployed": 3, "communes_organised": 2, "communes_at_minimum": 2,
    "communes_with_chief": 2, "communes_compliant": 1, "officers": 13, "shortfall": 7,
    "compliance_rate": 0.25,
}  # fmt: skip
PLACE: Example = {"province_code": "11", "province_name": "Tỉnh Điện Biên"}
UNIT: Example = {
    "code": "03162", "name": "Xã Nậm Kè", "kind": "xa", "parent_code": "096", "exists_from": None,
    "exists_until": "2025-07-01",
}  # fmt: skip
PERIOD: Example = {
    "id": 1, "title": "Kỳ thí dụ", "cut_off": DAY, "opens_at": "2021-05-25T01:00:00Z",
    "due_at": "2021-06-04T10:00:00Z", "minimum": 5, "chief_required": True,
}  # fmt: skip
REPORT: Example = {
    "period_id": 1, **PLACE, "state": "sent", "communes": 4, "due_at": "2021-06-04T10:00:00Z",
    "sent_at": MOMENT, "decided_at": None, "sending": 1, "approved": None, "receipt": "11-20210531-1",
    "etag": "sent-1",
}  # fmt: skip
WARNING: Example = {
    "kind": "no_decision", "commune_code": "03162", "finding": "1 lần bố trí chưa ghi quyết định.",
    "explanation": "Thí dụ: quyết định đang trình ký.",
}  # fmt: skip
REASON: Example = {"kind": "movement", "text": "Thí dụ: nêu rõ vì sao giảm.", "commune_code": "03162"}
ANSWERED: Example = {"id": 1, **REASON, "answer": "Thí dụ: đã rà soát, số liệu đúng."}
SECTION: Example = {"section": "1", "text": "Thí dụ: nội dung mục I."}
SENDING: Example = {
    "number": 1, "receipt": "11-20210531-1", "sent_at": MOMENT, "sent_by": "thi-du",
    "narrative": {"1": "Thí dụ: nội dung mục I."}, "warnings": [WARNING], "returned_for": [ANSWERED],
    "answered": [],
}  # fmt: skip
DRAFT: Example = {
    "communes_checked": True, "postings_checked": False, "sections": [SECTION],
    "required_sections": ["1", "2.1", "2.2", "3", "4"], "warnings": [WARNING | {"explanation": ""}],
    "obstacles": ["Chưa xác nhận bố trí cán bộ."], "obstacle_kinds": ["postings"], "etag": ETAG,
}  # fmt: skip
POINT: Example = {**ANSWERED, "is_met": True}
MOVED: Example = {
    **PLACE, "moves": [{"name": "communes_deployed", "label": "Đã bố trí", "before": 118, "after": 119}],
}  # fmt: skip
DRAFT_IN: Example = {
    "communes_checked": True, "postings_checked": True, "sections": [SECTION],
    "explanations": [
        {"kind": "no_decision", "commune_code": "03162", "text": "Thí dụ: quyết định đang trình ký."}
    ],
}  # fmt: skip
FREEZE_IN: Example = {"as_of": DAY, "title": "Báo cáo thí dụ", "allow_incomplete": True, "reason": ""}
SEALED: Example = {
    "id": 1, "title": "Báo cáo thí dụ", "as_of": DAY, "version": 1, "previous_id": None, "reason": "",
    "sha256": SHA256, "standing": "1/63 báo cáo đã duyệt",
    "standing_counts": {
        "approved": 1, "submitted": 2, "provisional": 0, "carried": 0, "missing": 60, "moved": 0,
    },
    "is_synthetic": True, "frozen_at": MOMENT,
}  # fmt: skip
DOCUMENT: Example = {
    "id": 1, "kind": "briefing", "as_of": DAY, "report_id": 1, "number": "00/BC-THIDU", "issued_on": DAY,
    "name": "bao-cao-so-ket-2021-05-31-niem-phong-1.pdf", "sha256": SHA256, "size": 123456,
    "made_by": "thi-du", "made_at": MOMENT,
}  # fmt: skip
ASKED: Example = {
    "id": WORK, "kind": "conference_pack", "title": "Tài liệu hội nghị: Báo cáo thí dụ",
    "state": "running", "percent": 25,
    "words": "Lập bảng tính phụ lục", "file": None, "created_at": MOMENT, "started_at": MOMENT,
    "finished_at": None,
}  # fmt: skip
PROBLEM: Example = {
    "type": "urn:cong-an-xa:problem:changed-meanwhile", "title": "Bản ghi đã thay đổi", "status": 412,
    "detail": "Bản ghi vừa được người khác thay đổi.", "instance": "/api/v1/assignments/1/end", "etag": ETAG,
}  # fmt: skip


def _page(item: Example, **more: Any) -> Example:
    return {"items": [item], "next": CURSOR, **more}


RULE: Example = {
    "minimum": 5,
    "chief_required": True,
    "rules": [
        {"kind": "xa", "trait": "", "commune_code": None, "minimum": 5, "chief_required": True,
         "source": "Thí dụ"},
    ],
}  # fmt: skip
REGION: Example = {"region_code": "2", "region_name": "Trung du và miền núi phía Bắc", **FIGURES}
DISTRICT: Example = {"district_code": "096", "district_name": "Huyện Mường Nhé", **FIGURES}
PROVINCE: Example = {**PLACE, "region_code": "2", **FIGURES}
ACCOUNT: Example = {
    "username": "thi-du", "role": "province_approver", "province_code": "11", "may_write": True,
    "expires_at": MOMENT, "today": "2021-06-02", "cycle_today": "2021-06-02",
    "default_as_of": "2021-06-02",
}  # fmt: skip
EXAMPLES: dict[str, Example] = {
    "AccountOut": ACCOUNT, "OfficerPut": OFFICER, "PostingPut": POSTING, "TrainingPut": TRAINING,
    "OfficerIn": OFFICER_IN, "AppointIn": APPOINT_IN, "TransferIn": TRANSFER_IN,
    "EndIn": {"last_day": "2021-04-30"}, "TrainingIn": TRAINING_IN, "DraftIn": DRAFT_IN,
    "ReturnIn": {"reasons": [REASON]},
    "ReopenIn": {"reason": "Thí dụ: địa phương đề nghị đính chính."}, "FreezeIn": FREEZE_IN,
    "OfficerOut": OFFICER, "OfficerPage": _page(OFFICER, as_of=DAY),
    "PostingOut": POSTING, "PostingPage": _page(POSTING, as_of=DAY),
    "TrainingOut": TRAINING, "TrainingPage": _page(TRAINING),
    "StaffedPage": _page(STAFFED, as_of=DAY), "UnitPage": _page(UNIT, as_of=DAY),
    "RegionOut": {"code": "2", "name": "Trung du và miền núi phía Bắc"},
    "SummaryOut": {
        "as_of": DAY, "rule": RULE, "national": FIGURES, "regions": [REGION], "provinces": [PROVINCE],
    },
    "ProvinceSummaryOut": {"as_of": DAY, **PLACE, "figures": FIGURES, "districts": [DISTRICT]},
    "PeriodOut": PERIOD, "PeriodPage": _page(PERIOD), "ReportOut": REPORT, "ReportPage": _page(REPORT),
    "DraftOut": DRAFT, "PointList": {"items": [POINT]}, "MovedList": {"items": [MOVED]},
    "SendingOut": SENDING, "SentRowPage": _page(ROW),
    "SealedOut": SEALED, "SealedPage": _page(SEALED),
    "SealedRowPage": _page(STAFFED, report_id=1, as_of=DAY),
    "SealedCommuneOut": {**STAFFED, "postings": [SEALED_OFFICER]},
    "VerdictOut": {"holds": True, "sha256": SHA256, "difference": None},
    "DocumentOut": DOCUMENT, "DocumentPage": _page(DOCUMENT),
    "WorkOut": ASKED, "WorkPage": _page(ASKED), "Problem": PROBLEM,
}  # fmt: skip
