import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("LONGEST_STATEMENT", "25")  # of a page; jobs and commands take the time they need
application = get_wsgi_application()

from config.starting import refuse_once  # noqa: E402  (needs the applications to be there)

refuse_once()
