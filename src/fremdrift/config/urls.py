"""Every address. Each view carries `@screen`, or is named as open in the access matrix."""

from django.urls import include, path

urlpatterns = [
    path("", include("fremdrift.web.shared.urls")),
    path("", include("fremdrift.web.caseworker.urls")),
    path("", include("fremdrift.web.citizen.urls")),
    path("", include("fremdrift.web.provider.urls")),
    path("", include("fremdrift.web.consultant.urls")),
    path("", include("fremdrift.web.teamlead.urls")),
    path("", include("fremdrift.web.admin.urls")),
]
handler400 = "fremdrift.web.shared.views.bad_request"
handler403 = "fremdrift.web.shared.views.forbidden"
handler404 = "fremdrift.web.shared.views.not_found"
handler500 = "fremdrift.web.shared.views.failed"
