"""From an upload to a receipt: checked, looked at, confirmed; long files by the worker."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from deployment.choices import ImportKind
from deployment.days import default_day
from deployment.importing.applying import Tell, import_file, propose, refuse_others, untold
from deployment.importing.archive import rows_at_least
from deployment.importing.effect import Effect, day_of_effect, effect_of
from deployment.importing.names import display_name
from deployment.importing.obstacles import RevertRefused
from deployment.importing.preview import Preview, preview_of
from deployment.importing.proposal import Proposal
from deployment.importing.reading import refuse_kind_and_size
from deployment.importing.result import ImportOvertaken, ImportRefused, ProposalChanged
from deployment.importing.reverting import revert
from deployment.importing.trainings.preview import preview_of_trainings
from deployment.models import Receipt, Upload, Work
from deployment.work import Progress, WorkRefused, kind, start

LONG = 1000  # rows; beyond, the worker does it
KEPT = timedelta(days=7)
CHECK, WRITE, REVERT = "import_check", "import_write", "import_revert"


def receive(*, user: User, name: str, content: bytes, kind: ImportKind = ImportKind.ASSIGNMENTS) -> Upload:
    """Keep a file that was sent, and forget the user's old ones. Raises MayNotImport, FileRefused."""
    refuse_others(user)
    refuse_kind_and_size(content, name)
    old = Upload.objects.filter(user=user, uploaded_at__lt=timezone.now() - KEPT)
    old.delete()
    return Upload.objects.create(
        user=user, province=user.province, kind=kind, name=display_name(name), content=content
    )


def is_long(upload: Upload) -> bool:
    """Tell whether a file is the worker's to do."""
    content = bytes(upload.content)
    if content.startswith(b"PK"):
        return rows_at_least(content, LONG + 2)
    return content.count(b"\n") > LONG + 1


def begin(
    *, user: User, name: str, content: bytes, kind: ImportKind = ImportKind.ASSIGNMENTS
) -> Upload | Work:
    """Keep a file and check it, or let the worker check it. Raises MayNotImport, FileRefused."""
    with transaction.atomic():
        upload = receive(user=user, name=name, content=content, kind=kind)
        done = check_anew(upload)
        return done if isinstance(done, Work) else upload


def check_anew(upload: Upload) -> Preview | Work:
    """Check a file, or let the worker check it. Raises FileRefused."""
    if not is_long(upload):
        return check(upload)
    title = _("Kiểm tra tệp %(name)s") % {"name": upload.name}
    user = upload.user
    return start(CHECK, owner=user, province=user.province, title=title, upload=str(upload.pk))


def check(upload: Upload, tell: Tell = untold) -> Preview:
    """Judge a file and keep what it would do. Raises FileRefused."""
    kind = ImportKind(upload.kind)
    proposal = propose(
        bytes(upload.content), upload.name, user=upload.user, dry_run=True, tell=tell, kind=kind
    )
    day = default_day()
    if kind == ImportKind.TRAININGS:
        preview = preview_of_trainings(proposal, day)
    else:
        day = day_of_effect(proposal, day)
        preview = preview_of(proposal, _effect(proposal, day, tell), day)
    upload.preview = preview.packed()
    upload.save(update_fields=["preview"])
    return preview


def _effect(proposal: Proposal, day: date, tell: Tell) -> Effect:
    """Give the effect on the rule; none is told of a file with errors."""
    if proposal.result.errors:
        return Effect()
    rows = proposal.result.rows
    proposal.table.forget_cells()
    tell(2 * rows, 3 * rows, _("Đang tính ảnh hưởng tới yêu cầu"))
    try:
        with transaction.atomic():
            return effect_of(proposal, day)
    except IntegrityError as error:
        raise ImportOvertaken(
            _("Có người vừa thay đổi cùng cán bộ hoặc cùng xã; hãy tải tệp lên lại.")
        ) from error


def confirm(upload: Upload, tell: Tell = untold) -> Receipt:
    """Write what the user has looked at; confirmed again, the same receipt is given.

    Raises ProposalChanged where the file would now do something else (look again with `check`), and
    what `import_file` raises.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).select_related("user").get(pk=upload.pk)
        if upload.receipt:
            return upload.receipt
        if upload.preview is None:
            raise ProposalChanged(_("Tệp chưa được kiểm tra."))
        seen = Preview.unpacked(bytes(upload.preview)).counts
        result = import_file(
            bytes(upload.content),
            upload.name,
            user=upload.user,
            dry_run=False,
            seen=seen,
            tell=tell,
            kind=ImportKind(upload.kind),
        )
        upload.receipt = Receipt.objects.get(pk=result.receipt or 0)
        upload.save(update_fields=["receipt"])
        return upload.receipt


@kind(CHECK)
def check_in_worker(work: Work, progress: Progress, *, upload: str) -> str:
    """Check a long file; its preview is the result."""
    found = Upload.objects.select_related("user").get(pk=upload, user=work.owner)
    try:
        check(found, progress.tell)
    except ImportRefused as error:
        raise WorkRefused(str(error)) from error
    return reverse("deployment:preview", args=[found.pk])


@kind(WRITE)
def write_in_worker(work: Work, progress: Progress, *, upload: str) -> str:
    """Write a long file; its receipt is the result, or the new preview where others wrote meanwhile."""
    found = Upload.objects.select_related("user").get(pk=upload, user=work.owner)
    try:
        return reverse("deployment:receipt", args=[confirm(found, progress.tell).pk])
    except ProposalChanged:
        check(found, progress.tell)
        return reverse("deployment:preview", args=[found.pk]) + "?changed=1"
    except ImportRefused as error:
        raise WorkRefused(str(error)) from error


@kind(REVERT)
def revert_in_worker(work: Work, progress: Progress, *, receipt: int) -> str:
    """Take a long import back."""
    progress.tell(0, 0, _("Đang hoàn tác"))
    try:
        reverted = revert(receipt=Receipt.objects.get(pk=receipt), user=work.owner)
    except RevertRefused as refusal:
        named = "; ".join(f"{obstacle.officer}: {obstacle.words}" for obstacle in refusal.obstacles[:3])
        raise WorkRefused(f"{refusal.message} {named}".strip()) from refusal
    return reverse("deployment:receipt", args=[reverted.pk])
