"""Starts the page's server: on this machine alone unless told otherwise, and nothing said to anybody outside."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from output.read import check_dataset
from renja.texts import say
from renja.web.gate import Gate, addresses, is_loopback
from renja.web.settings import Settings

KEY_VARIABLE = "RENJA_PAGE_KEY"
"""Environment variable: the key of the page's address, for who starts the page by a program; else one is drawn."""
MISSING = (
    "Halaman butuh paket tambahan; pasang dengan: pip install 'renja[page]' "
    "(dari folder kode: pip install -r requirements-page.txt)\n"
    "The page needs more packages; install them with: pip install 'renja[page]' "
    "(in the checkout: pip install -r requirements-page.txt)"
)
_SCRIPT = Path(__file__).parent / "entry" / "page.py"


class PageMissing(Exception):  # noqa: N818 - named for what is missing
    """Streamlit, Altair or another package of the page is not installed; the text says how to install it."""


class PortError(Exception):
    """The address cannot be served; the text says what to do."""


def options(host: str, port: int) -> dict[str, Any]:
    """Streamlit's settings: nothing is fetched or sent, no files watched, no traceback shown in the browser."""
    return {
        "server.address": host,  # must be set: otherwise Streamlit asks a server outside for its own address
        "server.port": port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.enableStaticServing": False,
        "server.maxUploadSize": 5,
        "browser.gatherUsageStats": False,
        "browser.serverAddress": "localhost" if host in ("0.0.0.0", "::") else host,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "global.developmentMode": False,
        "logger.hideWelcomeMessage": True,
        "theme.base": "light",
        "theme.textColor": "#000000",
        "theme.primaryColor": "#0b7285",
        "theme.font": "sans-serif",
    }


def _check_free(host: str, port: int) -> None:
    """``PortError`` where the address is taken or not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise PortError(
            f"{host}:{port}: alamat tidak dapat dipakai ({error}); pilih --port atau --host lain "
            "(address not free; choose another --port or --host)"
        ) from error


def _announce(settings: Settings, host: str, port: int, key: str) -> None:
    place = next(iter(addresses(host, port, key)))
    sys.stdout.write(f"Dataset: {settings.dataset}\n{say('page.open', address=place)}\n")
    if not is_loopback(host):
        sys.stdout.write(say("page.no_password") + "\n")
    sys.stdout.flush()


def _behind_gate(host: str, port: int, key: str) -> None:
    """Has Streamlit's server built behind the gate."""
    from streamlit.web.server.starlette import starlette_server

    server: Any = starlette_server
    build = server.create_starlette_app

    def guarded(*given: Any) -> Any:
        return Gate(build(*given), host, port, key)

    server.create_starlette_app = guarded


def _keep_warm(root: Path) -> None:
    from renja.web.warm import keep_warm  # the views take a second to load: the server need not wait

    keep_warm(root, threading.Event())


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serves the page until it is stopped. ``PageMissing``, ``PortError``, ``output.errors.NotADataset``."""
    check_dataset(settings.dataset)
    try:
        import altair  # noqa: F401 - only whether it is there
        from streamlit import net_util
        from streamlit.web import bootstrap
    except ImportError as error:
        raise PageMissing(MISSING) from error
    _check_free(host, port)
    # Streamlit would ask a server outside for this machine's address when a foreign page knocks: no address, no call.
    net_util.get_external_ip = lambda: None
    key = os.environ.get(KEY_VARIABLE) or secrets.token_urlsafe(16)
    _behind_gate(host, port, key)
    _announce(settings, host, port, key)
    threading.Thread(target=_keep_warm, args=(settings.dataset,), daemon=True).start()
    chosen = {name.replace(".", "_"): value for name, value in options(host, port).items()}
    bootstrap.load_config_options(chosen)
    bootstrap.run(str(_SCRIPT), False, settings.as_arguments(), chosen)
