"""Keys out of SECRET_KEY, one for each purpose."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def box_for(purpose: bytes) -> Fernet:
    """Give what encrypts for `purpose`; what was encrypted for another one does not open."""
    key = hashlib.sha256(purpose + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
