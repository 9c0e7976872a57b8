"""Keys out of SECRET_KEY, one for each purpose; what an older key sealed opens while that is named."""

import base64
import hashlib

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction

SECOND_FACTORS = b"second-factor-secrets:"  # another key than that of any other use of SECRET_KEY
SEALED_FIELDS = ("secret", "seed")  # of an authenticator's data


def box_for(purpose: bytes) -> MultiFernet:
    """Give what encrypts for `purpose`; what was encrypted for another one does not open."""
    return MultiFernet([_box(purpose, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _box(purpose: bytes, key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(purpose + key.encode()).digest()))


@transaction.atomic
def renew_secrets() -> int:
    """Seal the secrets of all second factors under the present key; give how many."""
    box, renewed = box_for(SECOND_FACTORS), 0
    for factor in Authenticator.objects.select_for_update():
        sealed = {name: text for name, text in factor.data.items() if name in SEALED_FIELDS}
        factor.data |= {name: box.rotate(text.encode()).decode() for name, text in sealed.items()}
        factor.save(update_fields=["data"])
        renewed += bool(sealed)
    return renewed
