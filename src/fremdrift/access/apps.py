from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "fremdrift.access"
