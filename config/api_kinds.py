"""The index of all kinds of refusal of the API, and of which operation may answer with which."""

from accounts.api.kinds import KINDS as GENERAL
from deployment.api.kinds import KINDS as OF_POSTINGS
from deployment.api.kinds import RAISED as BY_POSTINGS
from reports.api.kinds import KINDS as OF_REPORTS
from reports.api.kinds import RAISED as BY_REPORTS

KINDS = (*GENERAL, *OF_POSTINGS, *OF_REPORTS)
RAISED = BY_POSTINGS | BY_REPORTS
