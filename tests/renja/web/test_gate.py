"""Foreign sites, names, frames and too many clients: the page answers whoever holds its address, and no other."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Coroutine, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest

from renja.web import gate
from renja.web.gate import Gate, addresses

COOKIE = "renja_8501=rahasia"
Message = MutableMapping[str, Any]
T = TypeVar("T")


async def _inner(scope: Message, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await asyncio.sleep(0.05)
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"isi"})


def run(asking: Coroutine[Any, Any, T]) -> T:
    """What it comes to, in a thread of its own: a browser that another test opened runs a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


def asked(kept: Gate, path: str = "/", *, kind: str = "http", query: str = "", **headers: str) -> list[Message]:
    """What the gate sends back."""
    return run(_asked(kept, path, kind, query, headers))


async def _asked(kept: Gate, path: str, kind: str, query: str, headers: dict[str, str]) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    named = [(name.encode(), text.encode()) for name, text in ({"host": "127.0.0.1:8501"} | headers).items()]
    scope = {"type": kind, "path": path, "query_string": query.encode(), "headers": named}
    await kept(scope, receive, send)
    return sent


@pytest.fixture
def local() -> Gate:
    return Gate(_inner, "127.0.0.1", 8501, "rahasia")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"cookie": "renja_8501=salah"}, 403),
        ({"cookie": "renja_8502=rahasia"}, 403),
        ({"cookie": COOKIE}, 200),
        ({"cookie": f"lain=1; {COOKIE}"}, 200),
        ({"cookie": COOKIE, "host": "localhost:8501", "origin": "http://localhost:8501"}, 200),
        ({"cookie": COOKIE, "host": "[::1]:8501"}, 200),
        ({"cookie": COOKIE, "host": "jahat.example:8501"}, 421),
        ({"cookie": COOKIE, "host": "127.0.0.1.jahat.example"}, 421),
        ({"cookie": COOKIE, "host": ""}, 421),
        ({"cookie": COOKIE, "host": "192.168.1.5:8501"}, 421),
        ({"cookie": COOKIE, "origin": "http://jahat.example"}, 403),
        ({"cookie": COOKIE, "origin": "http://127.0.0.1:9999"}, 403),
        ({"cookie": COOKIE, "origin": "null"}, 403),
        ({"cookie": COOKIE, "origin": "http://["}, 403),
        ({"cookie": COOKIE, "host": "["}, 421),
        ({"cookie": COOKIE, "host": "[::1"}, 421),
        ({"cookie": COOKIE, "host": "jahat@127.0.0.1:8501"}, 421),
        ({"cookie": COOKIE, "host": "127.0.0.1:abc"}, 421),
    ],
)
def test_only_the_page_itself_asks_with_the_key_and_under_a_name_of_this_machine(
    headers: dict[str, str], status: int, local: Gate
) -> None:
    for path in ("/", "/_stcore/metrics", "/media/a.png", "/_stcore/host-config"):
        assert asked(local, path, **headers)[0]["status"] == status
    first = asked(local, "/_stcore/stream", kind="websocket", **headers)[0]
    assert first["type"] == ("websocket.accept" if status == 200 else "websocket.close")


def test_the_printed_address_gives_the_key_away_once_and_keeps_the_rest(local: Gate) -> None:
    (place,) = addresses("127.0.0.1", 8501, "rahasia")
    start = asked(local, query=urlsplit(place).query + "&lihat=temuan&dok=a%20b")[0]
    headers = dict(start["headers"])
    assert (start["status"], headers[b"location"]) == (303, b"/?lihat=temuan&dok=a+b")
    assert b"HttpOnly" in headers[b"set-cookie"]
    assert asked(local, query="kunci=salah")[0]["status"] == 403
    leads_away = dict(asked(local, "//jahat.example/a", query="kunci=rahasia")[0]["headers"])[b"location"]
    assert leads_away == b"/jahat.example/a"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("//jahat.example/", b"/jahat.example/"),
        ("/\\jahat.example", b"/jahat.example"),
        ("/a\r\nX-Jahat: 1", b"/a%0D%0AX-Jahat%3A%201"),
    ],
)
def test_the_address_with_the_key_leads_to_no_other_machine_and_writes_no_header(
    local: Gate, path: str, place: bytes
) -> None:
    sent = asked(local, path, query="kunci=rahasia")
    assert dict(sent[0]["headers"])[b"location"] == place


def test_no_answer_may_be_framed_by_another_site(local: Gate) -> None:
    for headers in ({"cookie": COOKIE}, {}):
        held = dict(asked(local, **headers)[0]["headers"])
        assert held[b"x-frame-options"] == b"SAMEORIGIN"
        assert b"frame-ancestors" in held[b"content-security-policy"]


def test_that_the_server_lives_is_told_without_a_key_but_not_to_foreign_names(local: Gate) -> None:
    assert asked(local, "/_stcore/health")[0]["status"] == 200
    assert asked(local, "/_stcore/health", host="jahat.example")[0]["status"] == 421


def test_a_page_open_to_others_answers_to_numbers_and_its_own_name_alone() -> None:
    wide = Gate(_inner, "0.0.0.0", 8501, "rahasia")
    for host, status in (("192.168.1.5:8501", 200), ("localhost:8501", 200), ("jahat.example:8501", 421)):
        assert asked(wide, cookie=COOKIE, host=host)[0]["status"] == status


def test_two_hundred_tabs_are_served_or_refused_and_the_next_ones_served_again(local: Gate) -> None:
    async def all_at_once() -> list[str]:
        given = [_asked(local, "/_stcore/stream", "websocket", "", {"cookie": COOKIE}) for _ in range(200)]
        return [sent[0]["type"] for sent in await asyncio.gather(*given)]

    types = run(all_at_once())
    assert (types.count("websocket.accept"), types.count("websocket.close")) == (gate.MOST_CLIENTS, 100)
    assert asked(local, "/_stcore/stream", kind="websocket", cookie=COOKIE)[0]["type"] == "websocket.accept"


def _status(address: str, path: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=300)
    connection.request("GET", path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_server_that_users_run_stands_behind_the_gate(address: str) -> None:
    port = urlsplit(address).port
    key = {"Cookie": f"renja_{port}=kunci-uji"}
    assert _status(address, "/_stcore/health", {}) == 200
    for path in ("/", "/_stcore/metrics", "/_stcore/host-config", "/static/js/x.js"):
        assert _status(address, path, {}) == 403
        assert _status(address, path, key | {"Host": f"jahat.example:{port}"}) == 421
        assert _status(address, path, key | {"Origin": "http://jahat.example"}) == 403
    assert _status(address, "/", key) == 200
    assert _status(address, "/?kunci=kunci-uji", {}) == 303
    with ThreadPoolExecutor(50) as pool:
        statuses = set(pool.map(lambda _: _status(address, "/", key), range(200)))
    assert statuses <= {200, 503}


def test_the_command_prints_the_key_and_warns_where_others_can_come(
    capsys: pytest.CaptureFixture[str], page_dataset: Any
) -> None:
    from renja.web import serve
    from renja.web.settings import Settings

    serve._announce(Settings(page_dataset), "127.0.0.1", 8501, "rahasia")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8501/?kunci=rahasia" in said
    assert "kata sandi" not in said
    serve._announce(Settings(page_dataset), "0.0.0.0", 8501, "rahasia")
    assert "kata sandi" in capsys.readouterr().out
