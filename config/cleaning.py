"""What has had its time: long work that ended and its files, uploads, sessions, answers kept for repeats.

None of it is a fact: receipts, history and sealed documents are elsewhere, and stay.
"""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.api.repeated import KEPT as ANSWERS_KEPT
from accounts.models import KeptForm, KeyedAnswer
from accounts.signing_in.kept_forms import KEPT as FORMS_KEPT
from deployment.importing.uploads import KEPT as UPLOADS_KEPT
from deployment.models import Upload, Work
from deployment.models.works import ENDED


def clean_up(*, days: int) -> dict[str, int]:
    """Delete work that ended more than `days` ago, and what is past its own time; give how many of each."""
    now = timezone.now()
    old = {
        "works": Work.objects.filter(state__in=ENDED, finished_at__lt=now - timedelta(days=days)),
        "uploads": Upload.objects.filter(uploaded_at__lt=now - UPLOADS_KEPT),
        "answers": KeyedAnswer.objects.filter(made_at__lt=now - ANSWERS_KEPT),
        "kept_forms": KeptForm.objects.filter(kept_at__lt=now - FORMS_KEPT),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }
    counts = {name: rows.count() for name, rows in old.items()}
    for rows in old.values():
        rows.delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return counts
