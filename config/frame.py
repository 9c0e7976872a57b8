"""What every page's frame needs: the theme its reader chose, and whether the data are synthetic."""

from django.http import HttpRequest

from deployment.models import Dataset

THEMES = ("light", "dark")


def frame(request: HttpRequest) -> dict[str, object]:
    """Give `theme` ("" follows the device) and `is_synthetic`."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "is_synthetic": Dataset.objects.exists,
    }
