"""What the application server calls."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fremdrift.config.settings.base")
application = get_wsgi_application()

# The program itself, all screens included, is no garbage: looking through it took every ninth list twice as long.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
