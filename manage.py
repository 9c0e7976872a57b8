#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

from communes.arguments import refused_with_1
from config.database import connect_as_owner
from config.trail import recorded_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    connect_as_owner(sys.argv)
    with refused_with_1(), recorded_command(sys.argv):
        execute_from_command_line(sys.argv)
