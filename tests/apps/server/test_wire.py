"""What somebody tries on the wire between a page and its kernel, and on the kernel itself."""

import asyncio
import json
import time
import uuid
from pathlib import Path

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from auditkit.apps.server.voila import UPLOAD_LIMIT_BYTES


def socket(server, kernel, **headers):
    sent = {"Cookie": server.cookie, "Origin": f"http://{server.host}", **headers}
    request = HTTPRequest(
        f"ws://{server.host}/api/kernels/{kernel}/channels?session_id=s", headers={k: v for k, v in sent.items() if v}
    )
    return websocket_connect(request, max_message_size=2**30)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": ""},
        {"Origin": "null"},
        {"Cookie": ""},
        {"Host": "evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_websocket_from_elsewhere_is_refused(server, kernel, headers):

    async def attack():
        with pytest.raises(HTTPClientError) as refused:
            await socket(server, kernel, **headers)
        return refused.value.code

    assert asyncio.run(attack()) == 403


def message(kind, content, channel="shell"):
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "username": "x",
        "session": "s",
        "date": "2026-01-01T00:00:00Z",
        "version": "5.3",
    }
    return json.dumps(
        {"header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": [], "channel": channel}
    )


@pytest.mark.parametrize("channel", ["shell", "control"])
@pytest.mark.parametrize(
    "kind",
    ["execute_request", "complete_request", "inspect_request", "history_request", "debug_request", "input_reply"],
)
def test_code_sent_to_a_kernel_does_not_run(server, kernel, tmp_path, kind, channel):
    trace = tmp_path / "ran"
    code = f"open({str(trace)!r}, 'w').close()"
    content = {
        "code": code,
        "silent": False,
        "user_expressions": {"a": code},
        "cursor_pos": 3,
        "detail_level": 0,
        "value": code,
        "command": "evaluate",
        "seq": 1,
    }

    async def attack():
        wire = await socket(server, kernel)
        await wire.write_message(message(kind, content, channel))
        await wire.write_message(
            message("kernel_info_request", {})
        )  # its answer comes after anything that ran before it
        seen = set()
        while "kernel_info_reply" not in seen:
            got = await asyncio.wait_for(wire.read_message(), 30)
            seen.add(json.loads(got)["header"]["msg_type"] if isinstance(got, str) else "")
        wire.close()
        return seen

    seen = asyncio.run(attack())
    assert not trace.exists()
    assert kind.replace("_request", "_reply") not in seen - {"kernel_info_reply"}


def test_an_upload_above_the_limit_is_cut_off_and_the_kit_stays(server, new_kernel):
    kernel = new_kernel()

    async def attack():
        wire = await socket(server, kernel)
        while await asyncio.wait_for(_sent(wire, "x" * (UPLOAD_LIMIT_BYTES + 2**21)), 60):
            pass
        return wire.close_code

    async def _sent(wire, text):
        try:
            await wire.write_message(text)
            return await wire.read_message() is not None
        except Exception:
            return False

    asyncio.run(attack())
    assert server.ask("/home").status == 200
    assert server.ask(f"/alive/{kernel}").status == 204


def test_a_large_request_body_is_refused(server):
    try:
        status = server.ask("/enter", "POST", body=b"key=" + b"x" * 2**20, Origin=f"http://{server.host}").status
    except (ConnectionError, OSError):
        status = 413
    assert status in (400, 413)
    assert server.ask("/criteria").status == 200


def test_a_closed_page_takes_its_kernel_with_it(server, new_kernel):
    kernel = new_kernel()
    assert server.ask(f"/alive/{kernel}").status == 204
    assert server.ask(f"/closed/{kernel}", "POST", Origin="http://evil.example").status == 403
    assert server.ask(f"/closed/{kernel}", "POST").status == 403
    assert server.ask(f"/closed/{kernel}", "POST", Origin=f"http://{server.host}", cookie=False).status == 403
    assert server.ask(f"/alive/{kernel}").status == 204
    assert server.ask(f"/closed/{kernel}", "POST", Origin=f"http://{server.host}").status == 204
    assert server.ask(f"/alive/{kernel}").status == 410


def test_a_page_whose_python_died_is_told_so_and_the_next_one_works(server, new_kernel):
    kernel = new_kernel()
    behind = [
        process
        for process in psutil.Process(server.process.pid).children(recursive=True)
        if any(kernel in part for part in process.cmdline())
    ]
    assert len(behind) == 1
    assert server.ask(f"/alive/{kernel}").status == 204
    behind[0].kill()
    psutil.wait_procs(behind, timeout=10)
    for _ in range(12):  # before and after a new Python has taken its place
        assert server.ask(f"/alive/{kernel}").status == 409
        time.sleep(0.5)
    assert server.ask(f"/alive/{new_kernel()}").status == 204
    assert server.ask(f"/closed/{kernel}", "POST", Origin=f"http://{server.host}").status == 204


def test_what_an_app_shows_is_waited_for_on_a_machine_that_is_busy(server):
    page = server.ask("/late").text
    assert "shown late" in page and "could not be opened" not in page


def test_an_app_that_shows_nothing_says_so_and_does_not_open_for_ever(server):
    assert "This page could not be opened." in server.ask("/empty").text
    assert "This page could not be opened." not in server.ask("/home").text


def test_every_visitor_has_a_kernel_of_their_own(server, new_kernel):
    assert len({new_kernel() for _ in range(3)}) == 3


def test_the_wire_to_a_kernel_is_encrypted_and_nothing_is_remembered(server, kernel):
    lines = (process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"]))
    line = next(line for line in lines if any(kernel in word for word in line))
    assert "--HistoryManager.enabled=False" in line
    connection = json.loads(Path(line[line.index("-f") + 1]).read_text())
    assert connection["curve_publickey"]
    assert connection["ip"] == "127.0.0.1"
