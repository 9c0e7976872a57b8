"""Forms of the pilot: wards, sets of criteria as a grid, rounds, scores."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Commune, CommuneKind
from deployment.forms.fields import CommuneField, DayField
from deployment.forms.verbs import VerbForm
from deployment.models import CriteriaSet, Criterion
from deployment.wards import CriterionGiven, ScoreGiven

SPARE_ROWS, MOST_ROWS = 6, 60
COLUMNS = ("group", "text", "weight", "max_score")


def points_field(label: Any, required: bool = False) -> forms.DecimalField:
    """Give a field for a weight or a score: `12,5`."""
    widget = forms.TextInput({"class": "form-control", "inputmode": "decimal"})
    return forms.DecimalField(
        label=label, max_digits=5, decimal_places=2, localize=True, required=required, widget=widget
    )


class AdmitForm(VerbForm):
    commune = CommuneField(label=gettext_lazy("Phường"))
    joined_on = DayField(label=gettext_lazy("Tham gia từ ngày"))
    source = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].offer(Commune.objects.filter(kind=CommuneKind.WARD))


class ReleaseForm(VerbForm):
    last_day = DayField(label=gettext_lazy("Tham gia đến hết ngày"))


class ForceForm(VerbForm):
    starts_on = DayField(label=gettext_lazy("Áp dụng từ ngày"))


class RoundForm(VerbForm):
    title = forms.CharField(label=gettext_lazy("Tên đợt"), max_length=120)
    criteria = forms.ModelChoiceField(
        label=gettext_lazy("Bộ tiêu chí"), queryset=CriteriaSet.objects.exclude(starts_on=None)
    )
    as_of = DayField(label=gettext_lazy("Đánh giá đến ngày"))


class CriteriaForm(VerbForm):
    """A set of criteria: a line each, blank lines passed over."""

    name = forms.CharField(label=gettext_lazy("Tên bộ tiêu chí"), max_length=150)
    source = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=200)

    def __init__(self, *args: Any, items: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(max(len(items) + SPARE_ROWS, 12), MOST_ROWS)
        self.heads = [_("Nhóm"), _("Tiêu chí"), _("Trọng số"), _("Điểm cao nhất")]
        for row in range(self.count):
            self.fields[f"group_{row}"] = forms.CharField(max_length=120, required=False, label=_("Nhóm"))
            self.fields[f"text_{row}"] = forms.CharField(max_length=300, required=False, label=_("Tiêu chí"))
            self.fields[f"weight_{row}"] = points_field(_("Trọng số"))
            self.fields[f"max_score_{row}"] = points_field(_("Điểm cao nhất"))
            for column in COLUMNS:
                field = self.fields[f"{column}_{row}"]
                field.widget.attrs |= {"class": "form-control", "aria-label": f"{field.label} {row + 1}"}
                if row < len(items):
                    field.initial = getattr(items[row], column)

    def head(self) -> Iterator[BoundField]:
        """Yield the fields above the grid."""
        yield from (self[name] for name in ("name", "source"))

    def grid(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Yield the rows of the grid."""
        for row in range(self.count):
            yield row + 1, [self[f"{column}_{row}"] for column in COLUMNS]

    def clean(self) -> dict[str, Any]:
        for row in range(self.count):
            values = [self.cleaned_data.get(f"{column}_{row}") for column in COLUMNS]
            if any(values) and not all(values):
                self.add_error(
                    f"text_{row}",
                    ValidationError(
                        _("Dòng %(row)s phải có đủ nhóm, tiêu chí, trọng số và điểm.") % {"row": row + 1}
                    ),
                )
        return self.cleaned_data

    def items(self) -> list[CriterionGiven]:
        """Give the lines that are filled in."""
        data = self.cleaned_data
        return [
            CriterionGiven(
                data[f"group_{row}"], data[f"text_{row}"], data[f"weight_{row}"], data[f"max_score_{row}"]
            )
            for row in range(self.count)
            if data.get(f"text_{row}")
        ]


class AssessForm(VerbForm):
    """A ward's scores in one round."""

    assessor = forms.CharField(label=gettext_lazy("Người, đoàn đánh giá"), max_length=150)
    note = forms.CharField(
        label=gettext_lazy("Nhận xét"), max_length=600, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, items: list[Criterion], given: dict[int, ScoreGiven], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            score, evidence = (
                points_field(item.text, required=True),
                forms.CharField(label=_("Minh chứng"), max_length=300, required=False),
            )
            stored = given.get(item.pk)
            score.initial, evidence.initial = (stored.value, stored.evidence) if stored else (None, "")
            score.widget.attrs["aria-label"] = _("Điểm tiêu chí %(number)s") % {"number": item.number}
            evidence.widget.attrs |= {
                "class": "form-control",
                "aria-label": _("Minh chứng tiêu chí %(number)s") % {"number": item.number},
            }
            self.fields[f"score_{item.pk}"], self.fields[f"evidence_{item.pk}"] = score, evidence

    def head(self) -> Iterator[BoundField]:
        """Yield the fields beside the grid."""
        yield from (self[name] for name in ("assessor", "note"))

    def grid(self) -> Iterator[tuple[Criterion, BoundField, BoundField]]:
        """Yield each criterion with the fields of its score and its evidence."""
        for item in self.items:
            yield item, self[f"score_{item.pk}"], self[f"evidence_{item.pk}"]

    def scores(self) -> dict[int, ScoreGiven]:
        """Give the scores by primary key of the criterion."""
        data = self.cleaned_data
        return {
            item.pk: ScoreGiven(data[f"score_{item.pk}"], data[f"evidence_{item.pk}"]) for item in self.items
        }
