"""Where things are kept for a while: pages in the process, limits of attempts in the database.

A limit that each process counted for itself would be as many limits as there are processes, and none
after a restart.
"""

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache

SHARED, PREFIX = "shared", "allauth"


class ProcessCache(LocMemCache):
    """A cache of this process, but for the keys of allauth's limits and used codes, which all share."""

    def add(self, key: str, *args: Any, **kwargs: Any) -> bool:
        return _shared().add(key, *args, **kwargs) if _is_shared(key) else super().add(key, *args, **kwargs)

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return _shared().get(key, *args, **kwargs) if _is_shared(key) else super().get(key, *args, **kwargs)

    def set(self, key: str, *args: Any, **kwargs: Any) -> None:
        if _is_shared(key):
            _shared().set(key, *args, **kwargs)
        else:
            super().set(key, *args, **kwargs)

    def delete(self, key: str, *args: Any, **kwargs: Any) -> bool:
        if _is_shared(key):
            return _shared().delete(key, *args, **kwargs)
        return super().delete(key, *args, **kwargs)


def _is_shared(key: str) -> bool:
    return key.startswith(PREFIX)


def _shared() -> Any:
    return caches[SHARED]
