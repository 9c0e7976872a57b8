"""The records of one province that addresses name, and how a path names each."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.scope_matrix.route import Record

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
WARD = Record("ward")
SEALED = Record("sealed", shared=True)
CRITERIA, ROUND = Record("criteria", shared=True), Record("round", shared=True)


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
