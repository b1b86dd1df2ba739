from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "fremdrift.orders"

    def ready(self) -> None:
        """Who sees an order follows its case: when it closes, opens again, or two records become one."""
        from fremdrift.core import changes
        from fremdrift.orders.services import orders_follow

        changes.subscribe(orders_follow)
