"""The highest rank foreseen for a post: above it a warning, never an error."""

from django.utils.translation import gettext as _

from deployment.choices import Rank
from deployment.models import Assignment, RankCeiling


def warn_above_ceiling(assignment: Assignment) -> str:
    """Give the warning where the officer's rank is above the post's ceiling on the first day, else ""."""
    ceiling = RankCeiling.objects.in_force(assignment.starts_on).filter(post=assignment.post).first()
    rank = assignment.officer.rank
    if ceiling is None or rank is None or rank <= ceiling.rank:
        return ""
    return _("Cấp bậc %(rank)s cao hơn trần của chức vụ %(post)s (%(ceiling)s, theo %(source)s).") % {
        "rank": Rank(rank).label,
        "post": assignment.get_post_display(),
        "ceiling": Rank(ceiling.rank).label,
        "source": ceiling.source,
    }
