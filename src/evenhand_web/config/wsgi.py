"""What an application server runs."""

from django.core.wsgi import get_wsgi_application

from evenhand_web.config.starting import set_up_django

set_up_django()
application = get_wsgi_application()
