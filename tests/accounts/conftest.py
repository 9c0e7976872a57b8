"""An account of another province than the others."""

import pytest

from accounts.models import Role, User
from communes.models import Province


@pytest.fixture
def stranger() -> User:
    """An editor of Hà Nội (01)."""
    province = Province.objects.get(code="01")
    return User.objects.create_user("editor-01", role=Role.PROVINCE_EDITOR, province=province)
