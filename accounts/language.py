"""The language that an account last chose: its pages on every machine are in it, and so is its mail."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.cookies import set_own_cookie
from accounts.models import Language, User

CHOSEN = "chosen_language"  # in the session of who has not signed in yet


def keep_choice(request: HttpRequest, language: str) -> None:
    """Keep what the reader chose: on the account, or until one signs in."""
    if language not in Language.values:
        return
    if isinstance(request.user, User):
        User.objects.filter(pk=request.user.pk).exclude(language=language).update(language=language)
    else:
        request.session[CHOSEN] = language


def follow_account(request: HttpRequest, user: User, answer: HttpResponse) -> None:
    """Let a session that begins speak the account's language; a choice made at its door is the newest."""
    chosen = request.session.pop(CHOSEN, "")
    if not (chosen or user.language):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")  # from before accounts kept it
    if chosen in Language.values and chosen != user.language:
        User.objects.filter(pk=user.pk).update(language=chosen)
    language = chosen or user.language
    if language in Language.values:
        age = settings.LANGUAGE_COOKIE_AGE
        set_own_cookie(answer, settings.LANGUAGE_COOKIE_NAME, language, max_age=age)


def language_of_mail(user: User) -> str:
    """Give the language to write to `user` in."""
    return user.language or settings.LANGUAGE_CODE
