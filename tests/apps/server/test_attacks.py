"""What somebody who can reach the server tries, and must not get. A real server process answers."""

import json
import re
import uuid

import pytest

NOBODY = "0" * 8 + "-0000-0000-0000-" + "0" * 12


@pytest.fixture(scope="module")
def assets(server):
    return re.search(r'"(/assets/[0-9a-f]+)/', server.ask("/home").text)[1]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/home",
        "/criteria",
        "/templates",
        "/broken",
        "/download/sample-notes.zip",
        "/download/lesson-goals.html",
        f"/api/kernels/{NOBODY}",
        f"/alive/{NOBODY}",
    ],
)
def test_without_the_key_no_page_opens(server, path):
    answer = server.ask(path, cookie=False)
    assert answer.status == 403
    assert "today's key" in answer.text.replace("&#39;", "'")


def test_static_files_too_are_behind_the_gate(server):
    script = re.search(r'src="(/assets/[^"]+page\.js)"', server.ask("/home").text)[1]
    assert server.ask(script).status == 200
    assert server.ask(script, cookie=False).status == 403


def test_a_wrong_cookie_is_no_key(server):
    name = server.cookie.partition("=")[0]
    for value in ("", "x", "é", "0" * 43, server.cookie.partition("=")[2][:-1]):
        assert server.ask("/home", Cookie=f"{name}={value}".encode().decode("latin-1")).status == 403


def test_the_link_works_once(server):
    again = server.ask(server.link.split(server.host)[1], cookie=False)
    assert again.status == 403
    assert again.getheader("Set-Cookie") is None


@pytest.mark.parametrize("query", ["?token=x", "?key=", "?key=x", "?key=x&to=//evil.example", ""])
def test_a_guessed_key_opens_nothing(server, query):
    answer = server.ask("/enter" + query, cookie=False)
    assert answer.status in (401, 403)
    assert answer.getheader("Set-Cookie") is None


def test_jupyters_own_way_to_log_in_is_not_there(server):
    token = server.cookie.partition("=")[2]
    assert server.ask(f"/home?token={token}", cookie=False).status == 403
    assert server.ask("/home", cookie=False, Authorization=f"token {token}").status == 403
    assert server.ask("/login").status == 404


def test_the_cookie_is_hidden_from_scripts_and_other_sites(practice, apps_folder):
    from auditkit.apps.server.trial import running

    with running(practice, folder=apps_folder, preheated=0) as fresh:
        cookie = fresh.enter().getheader("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/home", "/enter", f"/api/kernels/{NOBODY}/channels"])
def test_a_foreign_host_is_refused(server, host, path):
    assert server.ask(path, Host=host.format(port=server.port)).status in (400, 403)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_from_elsewhere_cannot_ask(server, site):
    assert server.ask("/home", Sec_Fetch_Site=site).status == 403
    assert server.ask("/download/sample-notes.zip", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1", "http://127.0.0.1:{port}.evil.example"],
)
def test_a_foreign_origin_cannot_ask(server, origin):
    assert server.ask("/home", Origin=origin.format(port=server.port)).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(server, kernel, method):
    for path in ("/home", f"/api/kernels/{kernel}"):
        assert server.ask(path, method, Origin=f"http://{server.host}").status in (403, 405)
    assert server.ask(f"/alive/{kernel}").status == 204


@pytest.mark.parametrize(
    "path",
    [
        "/api", "/api/contents", "/api/contents/", "/api/kernels", "/api/kernels/", "/api/sessions", "/api/terminals", "/api/kernelspecs", "/api/config",
        "/api/status", "/api/shutdown", "/api/me", "/voila/api/contents/", "/voila/tree", "/voila/tree/", "/voila/render/home.ipynb", "/voila/render/private.ipynb",
        "/voila/files/scan.png", "/voila/files/scan.svg", "/voila/files/.hidden.png", "/voila/files/private.ipynb", "/voila/static/voila.js",
        "/voila/templates/lab/static/voila.js", "/voila/api/themes/x", "/voila/labextensions/x", f"/voila/query/{NOBODY}", f"/voila/execution/{NOBODY}",
        f"/voila/api/shutdown/{NOBODY}", f"/api/kernels/{NOBODY}", "/files/scan.png", "/scan.png", "/notes.txt", "/private", "/private.ipynb", "/home.ipynb",
        "/terminals/websocket/1", "/lab", "/tree", "/nbconvert/html/home.ipynb", "/metrics", "/lsp/status", "/static/x", "/download/home.json", "/download/../home",
    ],
)  # fmt: skip
def test_what_the_kit_does_not_serve_is_not_there(server, path):
    answer = server.ask(path)
    assert answer.status == 404
    assert "Jane Doe" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["interrupt", "restart", "stop"])
def test_a_kernel_cannot_be_commanded_from_outside(server, kernel, method):
    assert server.ask(f"/api/kernels/{kernel}/{method}", "POST", Origin=f"http://{server.host}").status == 404
    assert server.ask(f"/api/kernels/{kernel}", "POST", Origin=f"http://{server.host}").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "../", "../../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "..;/", "%252e%252e%252f", "//", "/etc/../", "%c0%ae%c0%ae/", "%00", "..%00/", "./../",
        "C:/", "C:%5c", "/etc/passwd", "file:///etc/passwd?",
    ],
)  # fmt: skip
@pytest.mark.parametrize("under", ["shell", "voila", "labextensions/@jupyter-widgets/jupyterlab-manager"])
def test_no_spelling_of_a_path_leaves_the_folder(server, assets, path, under):
    for target in ("safe.py", "../safe.py", "../../../../../../../../etc/passwd"):
        answer = server.ask(f"{assets}/{under}/{path}{target}".replace(" ", ""))
        assert answer.status in (400, 403, 404), answer.text[:200]
        assert "def safe" not in answer.text
        assert "root:" not in answer.text


def test_only_the_two_widget_extensions_are_served(server):
    page = server.ask("/home").text
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1])
    assert {extension["name"] for extension in config["federated_extensions"]} == {
        "@jupyter-widgets/jupyterlab-manager",
        "@voila-dashboards/widgets-manager8",
    }


@pytest.mark.parametrize("name", ["theme", "template", "token", "x", "key"])
def test_nothing_of_the_address_comes_back_in_the_page(server, name):
    marker = "mark" + uuid.uuid4().hex
    for path in ("/home", "/criteria", "/broken", "/enter", "/nothing"):
        answer = server.ask(f"{path}?{name}={marker}%22%3E%3Cb%3E&to={marker}")
        assert marker not in answer.text
        assert marker not in str(answer.getheaders())


def test_a_page_allows_no_inline_script_and_no_other_address(server):
    for path in ("/home", "/criteria", "/templates", "/nothing", "/enter"):
        answer = server.ask(path)
        policy = answer.getheader("Content-Security-Policy")
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert scripts == "script-src 'self' blob:"
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("Server") is None
        assert not re.search(r"<script(?![^>]*(src=|application/(json|vnd)))", answer.text)
        assert not re.search(r"\son\w+=", answer.text)
        assert "https://" not in answer.text or path == "/criteria"  # there: links to the sources, for people to click


def test_a_broken_app_says_one_sentence_and_nothing_of_the_note(server):
    answer = server.ask("/broken")
    assert answer.status == 200
    assert "This page could not be opened." in answer.text
    for told in ("Jane Doe", "ValueError", "Traceback"):
        assert told not in answer.text


def test_neither_key_nor_token_nor_note_is_logged(server):
    server.ask("/broken")
    server.ask("/enter?key=guessed-key")
    log = server.log()
    key = server.link.partition("key=")[2]
    assert log.count(key) == 1  # the link itself, for the person who started it
    assert server.cookie.partition("=")[2] not in log
    assert "guessed-key" not in log
    assert "Jane Doe" not in log
