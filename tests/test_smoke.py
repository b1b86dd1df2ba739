def test_worklist(as_):
    page = as_("caseworker").get("/worklist/")
    assert page.status_code == 200
    assert "Cilla" in page.content.decode()
