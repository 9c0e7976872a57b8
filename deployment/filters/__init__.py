"""The filters of the lists, named as they stand in the address.

Communes (`/communes/`), on the day of `as_of`:

    province=<code> region=<code> district=<code> kind=xa|thi_tran trait=is_key|is_border|is_island
    status=compliant|no_chief|below_minimum|not_deployed
    deployed=yes|no          at least one regular officer
    organised=yes|no         by a decision of the Minister dated on or before the day
    minimum=met|short        officers >= the minimum, or not (communes without any officer included)
    chief=filled|vacant      a regular officer holds the post
    short_by=<n>             at least n officers missing
    q=<text>                 name or code of the commune, name of its district or province

Each figure of the summary is one of these: `communes_deployed` is `deployed=yes`, `communes_at_minimum` is
`minimum=met`, `communes_with_chief` is `chief=filled`, `communes_organised` is `organised=yes`, the four
groups are the four of `status`.

Officers (`/officers/`): province, rank, force, post, posted=yes|no|waiting (in post on the day), q.
Postings (`/assignments/`): province, commune=<code>, post, force, in_post=yes|no (on the day),
started_from, started_to (both included), q.
"""

from deployment.filters.assignments import AssignmentFilterSet
from deployment.filters.base import DatedFilterSet
from deployment.filters.communes import CommuneFilterSet
from deployment.filters.officers import OfficerFilterSet

__all__ = ["AssignmentFilterSet", "CommuneFilterSet", "DatedFilterSet", "OfficerFilterSet"]
