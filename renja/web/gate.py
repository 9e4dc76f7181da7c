"""Who may talk to the page's server: whoever has the address that the command printed, from the page itself.

A page in a browser can be told by any web site to ask an address of this machine, under a name of that site's choosing
(DNS rebinding), from a script or in a frame. So a request needs a name of this machine, an origin that is the page's
own where it states one, and the key of the printed address, which the browser keeps in a cookie from then on.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from renja.texts import say

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
KEY = "kunci"
"""The name of the key in the printed address."""
MOST_CLIENTS = 100
"""So many tabs are served at once; each has a run of the page's script in memory."""
_MOST_REQUESTS = 400
_OPEN = frozenset({"/_stcore/health"})
"""What says nothing of any document: that the server lives."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")
"""A name or number, and a port: what else stands there is no browser's."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS = (
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


def is_loopback(host: str) -> bool:
    """True where only this machine can reach the address."""
    return host in _LOOPBACK


class Gate:
    """The page's server behind a gate: an ASGI application around another one."""

    def __init__(self, app: App, host: str, port: int, key: str) -> None:
        """``host`` and ``port``: where the server listens; ``key``: what a browser must have."""
        self._app, self._port, self._key = app, port, key
        self._names = _LOOPBACK if is_loopback(host) else _LOOPBACK | {host, socket.gethostname().lower()}
        self._is_open = not is_loopback(host)
        self._cookie = f"renja_{port}"
        self._clients = self._requests = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or refuses it in words."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _refuse(scope, receive, send, *refused)
        elif scope["type"] == "http" and self._given(scope) is not None:
            await self._welcome(scope, send)
        else:
            await self._serve(scope, receive, send)

    def _refusal(self, scope: Scope, headers: MutableMapping[bytes, str]) -> tuple[int, str] | None:
        """Why a request is not answered: status and words; None where it is."""
        host = headers.get(b"host", "")
        if not self._is_ours(host):
            return 421, say("page.foreign_name")
        origin = headers.get(b"origin")
        if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
            return 403, say("page.foreign_origin")
        if scope["path"] in _OPEN:
            return None
        key = self._given(scope) or _cookies(headers.get(b"cookie", "")).get(self._cookie, "")
        if not hmac.compare_digest(key.encode("utf-8", "replace"), self._key.encode()):
            return 403, say("page.no_key")
        is_full = self._clients >= MOST_CLIENTS if scope["type"] == "websocket" else self._requests >= _MOST_REQUESTS
        return (503, say("page.full", count=MOST_CLIENTS)) if is_full else None

    def _is_ours(self, host: str) -> bool:
        """True for a name of this machine; a number cannot be another's name."""
        plain = _HOST.fullmatch(host.lower())
        name = plain[1].strip("[]") if plain else ""
        return bool(name) and (name in self._names or (self._is_open and _is_number(name)))

    def _given(self, scope: Scope) -> str | None:
        return dict(parse_qsl(scope["query_string"].decode("latin-1"))).get(KEY)

    async def _welcome(self, scope: Scope, send: Send) -> None:
        """Gives the browser its cookie, and the address without the key: that is passed on, and stays in histories."""
        rest = [(name, text) for name, text in parse_qsl(scope["query_string"].decode("latin-1")) if name != KEY]
        # A browser takes // and /\\ for the beginning of another machine's name, and a line's end for that of a header.
        path = "/" + quote(scope["path"].lstrip("/\\"))
        place = path + (f"?{urlencode(rest)}" if rest else "")
        cookie = f"{self._cookie}={self._key}; Path=/; HttpOnly; SameSite=Lax"
        headers = [(b"location", place.encode()), (b"set-cookie", cookie.encode()), *_HEADERS]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        name = "_clients" if scope["type"] == "websocket" else "_requests"
        setattr(self, name, getattr(self, name) + 1)
        try:
            await self._app(scope, receive, guarded)
        finally:
            setattr(self, name, getattr(self, name) - 1)


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{why}\n".encode()})


def _cookies(text: str) -> dict[str, str]:
    try:
        return {name: held.value for name, held in SimpleCookie(text).items()}
    except CookieError:
        return {}  # of another program: it has no key of ours


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def addresses(host: str, port: int, key: str) -> Iterable[str]:
    """What to open in a browser."""
    name = f"[{host}]" if ":" in host else host
    yield f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else name}:{port}/?{KEY}={key}"
