"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OneCoreArgon2(Argon2PasswordHasher):
    """Argon2id for a server that many sign in to at once: 46 MiB, one pass, one lane.

    The first of the equally strong settings of OWASP's Password Storage Cheat Sheet (m=47104, t=1, p=1).
    Django's (100 MiB, two passes, eight lanes) take 0.37 s of a core at every sign-in: a morning's three
    hundred, or a guesser's, would hold up everybody's pages. A password hashed by other settings is
    hashed anew at its owner's next sign-in.
    """

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
