"""What a report was sealed without, said in one sentence."""

from django.utils.translation import gettext as _

from reports.choices import Matter
from reports.matters.line import HoldsLines


def sealed_without(source: HoldsLines) -> str:
    """Name the parts that a report lacks because it was sealed before reports had them; "" where none."""
    missing = [str(matter.label).lower() for matter in Matter if source.lines(matter) is None]
    words = _("Báo cáo này được niêm phong trước khi có các phần sau, nên không mang các phần đó: %(parts)s.")
    return words % {"parts": "; ".join(missing)} if missing else ""
