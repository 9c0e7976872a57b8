"""Which commune a row means: its code, the days it exists on, its province, its name; and near guesses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property

from django.utils.translation import gettext as _

from communes.formats import format_day
from communes.vietnamese import fold, last_day_in, spelling_key
from deployment.importing.columns import Key
from deployment.importing.stored import Place, Stored
from deployment.importing.table import Row

MOST_GUESSES, LIKENESS = 3, 0.75
MOST_LOOKED_UP = 200  # likeness is slow to tell: a file of thousands of wrong names is not waited for


class Places:
    """Finds the commune of a row for one importer; `province_id` None means any province."""

    def __init__(self, stored: Stored, province_id: int | None) -> None:
        self.stored, self.province_id = stored, province_id
        self._close: dict[str, list[str]] = {}
        self._fitting: dict[tuple[int, str], bool] = {}

    def find(self, row: Row) -> Place | tuple[Key, str]:
        """Give the commune, or the column at fault and the message."""
        candidates = self.stored.places_by_code.get(row.commune_code, ())
        for place in candidates:
            if place.lasts(row.starts_on, row.ends_on):
                return self._checked(place, row)
        return Key.COMMUNE_CODE, self._why_absent(row, candidates)

    def wrong_on_any_day(self, row: Row) -> tuple[Key, str] | None:
        """Give what is wrong with code or name of a row whose first day cannot be read."""
        candidates = self.stored.places_by_code.get(row.commune_code, ())
        if not candidates:
            return Key.COMMUNE_CODE, self._why_absent(row, ())
        found = self._checked(candidates[-1], row)
        return None if isinstance(found, Place) else found

    def _checked(self, place: Place, row: Row) -> Place | tuple[Key, str]:
        if self.province_id not in (None, place.province_id):
            return Key.COMMUNE_CODE, _(
                "%(commune)s (%(code)s) thuộc tỉnh khác, ngoài phạm vi của bạn."
                "\nSửa mã xã, hoặc để địa phương đó nhập."
            ) % {
                "commune": place.name,
                "code": place.code,
            }
        if row.commune_name and row.commune_name != place.name and not self._fits(place, row.commune_name):
            return Key.COMMUNE_NAME, self._why_misnamed(place, row.commune_name)
        return place

    def _fits(self, place: Place, name: str) -> bool:
        asked = (place.id, name)
        if asked not in self._fitting:
            key = spelling_key(name)
            self._fitting[asked] = key in (spelling_key(place.name), spelling_key(place.short_name))
        return self._fitting[asked]

    def _why_absent(self, row: Row, candidates: Sequence[Place]) -> str:
        if not candidates:
            return _("Không có xã nào mang mã %(code)s.%(guess)s") % {
                "code": row.commune_code,
                "guess": self._guess(self._near(row)),
            }
        place = candidates[-1]
        if place.exists_from and row.starts_on < place.exists_from:
            return _("%(commune)s chỉ có từ ngày %(day)s.\nSửa mã xã hoặc ngày.") % {
                "commune": place.name,
                "day": format_day(place.exists_from),
            }
        last_day = last_day_in(place.exists_until) or row.starts_on
        return _("%(commune)s chỉ có đến hết ngày %(day)s.\nSửa mã xã hoặc ngày.") % {
            "commune": place.name,
            "day": format_day(last_day),
        }

    def _why_misnamed(self, place: Place, name: str) -> str:
        return _("Mã %(code)s là %(commune)s, không phải “%(name)s”.%(guess)s") % {
            "code": place.code,
            "commune": place.name,
            "name": name,
            "guess": self._guess(self._named.get((place.province_id, fold(name))) or [place]),
        }

    @cached_property
    def _named(self) -> dict[tuple[int, str], list[Place]]:
        """The communes by province and folded name, with and without their kind."""
        named: dict[tuple[int, str], list[Place]] = defaultdict(list)
        for place in self.stored.places:
            for name in {fold(place.name), fold(place.short_name)}:
                named[place.province_id, name].append(place)
        return named

    def _near(self, row: Row) -> list[Place]:
        """Give the communes that may be meant: of the row's name, then of a code near to the row's, then of
        a name near to the row's.

        A code is near where it differs by one digit or by two neighbours exchanged.
        """
        name = fold(row.commune_name)
        return list(
            dict.fromkeys([*self._called(name, row), *self._of_near_code(row), *self._alike(name, row)])
        )

    def _of_near_code(self, row: Row) -> list[Place]:
        code = row.commune_code
        near = {code[:i] + digit + code[i + 1 :] for i in range(5) for digit in "0123456789"}
        near |= {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(4)}
        found = [
            place for other in sorted(near - {code}) for place in self.stored.places_by_code.get(other, ())
        ]
        return self._possible(found, row)

    def _called(self, name: str, row: Row) -> list[Place]:
        """Give those of the importer's own province that bear the name."""
        if self.province_id is None:
            return []
        return self._possible(self._named.get((self.province_id, name), ()), row)

    def _alike(self, name: str, row: Row) -> list[Place]:
        """Give those of the importer's own province that bear a similar name; looked up for so many names."""
        if not name or self.province_id is None:
            return []
        if name not in self._close and len(self._close) < MOST_LOOKED_UP:
            own = [other for province, other in self._named if province == self.province_id]
            self._close[name] = get_close_matches(name, own, MOST_GUESSES, LIKENESS)
        close = self._close.get(name, ())
        return [place for other in close for place in self._called(other, row)]

    def _possible(self, places: Iterable[Place], row: Row) -> list[Place]:
        """Give those in reach of the importer that exist on the row's first day, where it has one."""
        within = (place for place in places if self.province_id in (None, place.province_id))
        return [place for place in within if not row.starts_on or place.lasts(row.starts_on, None)]

    def _guess(self, places: list[Place]) -> str:
        if not places:
            return _("\nTra mã xã ở trang Xã, thị trấn hoặc trong tệp mẫu.")
        names = ", ".join(f"{place.code} ({place.name})" for place in places[:MOST_GUESSES])
        return _("\nCó phải là %(places)s?") % {"places": names}
