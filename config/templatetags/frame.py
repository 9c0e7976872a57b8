"""The parts of the frame that read the page's own context."""

from typing import Any

from django import template
from django.template import Context

from config.crumbs import crumbs_of
from deployment.definitions import definition_of

register = template.Library()


@register.inclusion_tag("parts/crumbs.html", takes_context=True)
def crumbs(context: Context) -> dict[str, Any]:
    """Show the pages above this one; nothing where it is of the first level."""
    return {"crumbs": crumbs_of(context)}


@register.inclusion_tag("parts/explain.html")
def explain(name: str, where: str = "th") -> dict[str, Any]:
    """Show the button that explains a figure; nothing for what is no figure. `where` tells two apart."""
    return {"definition": definition_of(name), "id": f"x-{where}-{name}"}
