"""The five wards of the pilot of 2021, by name: facts; no score of theirs is known, so none is made up."""

from datetime import date

from communes.models import Commune, CommuneKind
from deployment.models import ModelWard

JOINED_ON = date(2021, 1, 1)
SOURCE = "Thí điểm năm 2021 tại 05 phường; ngày cụ thể chưa được ghi"
# search keys of the ward and its district
PILOTS = (
    ("phuong dien bien", "quan ba dinh"),
    ("phuong tan chanh hiep", "quan 12"),
    ("phuong hai chau i", "quan hai chau"),
    ("phuong an hoa", "quan ninh kieu"),
    ("phuong quan toan", "quan hong bang"),
)


def load_demo_wards() -> int:
    """Take the five wards into the pilot where they are not yet; gives how many were missing."""
    missing = 0
    for ward, district in PILOTS:
        place = Commune.objects.existing_on(JOINED_ON).get(
            kind=CommuneKind.WARD, search_key=ward, district__search_key=district
        )
        _, is_new = ModelWard.objects.get_or_create(
            commune=place,
            province_id=place.province_id,
            defaults={"joined_on": JOINED_ON, "source": SOURCE},
        )
        missing += is_new
    return missing
