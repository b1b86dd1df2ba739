from django.apps import AppConfig

from fremdrift.web.shared.field_sentences import say_ours


class WebConfig(AppConfig):
    name = "fremdrift.web"

    def ready(self) -> None:
        say_ours()
