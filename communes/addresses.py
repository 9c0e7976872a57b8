"""The address of a page, asked of Django once."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name: str, *arguments: int | str) -> str:
    """Give the address of the route `name`; `arguments` go into its path, in their order.

    A table of figures has hundreds of addresses, and reverse() asks for the reader's language at each,
    though no address of ours depends on it: a sixth of the time that the national page took.
    Raises NoReverseMatch.
    """
    return reverse(name, args=arguments)
