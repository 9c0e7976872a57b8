"""Numbers, days and addresses in templates, loaded everywhere."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.template import Context, defaulttags
from django.template.base import Parser, Token
from django.utils.html import conditional_escape

from communes import formats, vietnamese
from communes.addresses import address

register = template.Library()


@register.filter
def number(value: int) -> str:
    """`43127|number` is `43.127`; nothing stays nothing."""
    return "" if value is None else formats.format_number(value)


@register.filter
def signed(value: int) -> str:
    """`-3|signed` is `−3`; 3 is `+3`, and 0 is `0`."""
    return formats.format_signed(value)


@register.filter
def decimal(value: Decimal | None) -> str:
    """`Decimal("5.6")|decimal` is `5,6`; a whole number has no decimals; nothing stays nothing."""
    return "" if value is None else formats.format_decimal(value)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """`31/5/2021`, of a day or of a moment; nothing stays nothing."""
    return formats.format_day(value) if value else ""


@register.filter
def typed_day(value: date | None) -> str:
    """`31/5/2021` in every language: the value of a field, which is read back."""
    return vietnamese.format_day(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    """`5/2021`; nothing stays nothing."""
    return formats.format_month(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`09:30 31/5/2021`; nothing stays nothing."""
    return formats.format_moment(value) if value else ""


@register.filter
def moment_on_day(value: datetime | None) -> str:
    """`09:30 ngày 31/5/2021`, within a sentence; nothing stays nothing."""
    return formats.format_moment(value, in_words=True) if value else ""


@register.filter
def last_day(ends_on: date | None) -> str:
    """The last day served, of a stored first day out."""
    return day(vietnamese.last_day_in(ends_on))


@register.filter
def percent_of(part: int, whole: int) -> str:
    """`part|percent_of:whole` is `72,2 %` (with a no-break space)."""
    return formats.format_rate(part, whole)


class Address(defaulttags.URLNode):
    """Django's, but for asking it once for each address; one that may be missing is asked for each time."""

    def render(self, context: Context) -> str:
        if self.kwargs or self.asvar:
            return super().render(context)
        arguments = [str(argument.resolve(context)) for argument in self.args]  # as reverse() takes them
        found = address(self.view_name.resolve(context), *arguments)
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> Address:
    """`{% url "deployment:officer" officer.pk %}`, as Django's own."""
    node = defaulttags.url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)
