from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "fremdrift.conversations"

    def ready(self) -> None:
        """What follows from a case, its obligations, is worked out with every change of the case."""
        from fremdrift.conversations.services import obligations_recompute
        from fremdrift.core import changes

        changes.subscribe(obligations_recompute)
