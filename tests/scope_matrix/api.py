"""The API."""

from tests.scope_matrix.deployment import BORN
from tests.scope_matrix.route import ALL, APPROVERS, ENTRY, FORM, NATION, PROVINCIAL, REVIEW, SEND, Route
from tests.scope_matrix.side import COMMUNE, OFFICER, PERIOD, POSTING, PROVINCE, SEALED, TRAINING, WORK

API_APPOINTING = {"commune_code": "{commune}", "post": "member", "starts_on": "2021-01-01"}
API_BORN = BORN | {"date_of_birth": "1990-01-01"}
TRAINED = {"course": "law", "completed_on": "2021-01-01"}
RETURNING = {"reasons": [{"kind": "other", "text": "x"}]}
REOPENING = {"reason": "x"}
SEALING = {"as_of": "2021-05-31", "title": "Kỳ"}

ROUTES: dict[str, Route] = {
    "api:openapi-json": Route(ALL, api=True),
    "api:api-root": Route(ALL, api=True),
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
    "api:moved": Route(ALL, api=True, pk=PERIOD),
    "api:report": Route(ALL, api=True, pk=PERIOD, code=PROVINCE),
    "api:points": Route(ALL, api=True, pk=PERIOD, code=PROVINCE),
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
