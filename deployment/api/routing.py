"""One router for readings and verbs: an address that is read and changed must be one to answer 405 right."""

from ninja import Router

router = Router()
