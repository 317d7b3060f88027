"""`evenhand serve [--demo]`: the site, in the foreground, until Ctrl-C."""

import argparse
import os
import socket
import sys

from django.core.exceptions import ImproperlyConfigured

from evenhand_web.config.starting import prepare_database

_WORKERS = 2
_DEMONSTRATION_FOLDER = "var/demonstration"


class CannotServe(Exception):
    """The site cannot be started; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `evenhand serve`."""
    parser.add_argument("--demo", action="store_true", help="the demonstration: a trust that does not exist, in a folder of its own")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (this machine alone if not said)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000 if not said)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped. 0: stopped; 2: it cannot be started, and why."""
    if arguments.demo:
        os.environ["EVENHAND_DEMONSTRATION"] = "1"
        os.environ.setdefault("EVENHAND_DATA_DIR", _DEMONSTRATION_FOLDER)
    elif os.environ.get("EVENHAND_DEMONSTRATION") == "1":
        return _refuse("The environment says that this is a demonstration. Add --demo, or take EVENHAND_DEMONSTRATION out of it.")
    try:
        _require_free_port(arguments.host, arguments.port)
        prepare_database()
        return _serve(arguments)
    except (CannotServe, ImproperlyConfigured) as fault:
        return _refuse(str(fault))


def _serve(arguments: argparse.Namespace) -> int:
    from evenhand_web.ledger.command_faults import FAULTS

    try:
        _load_or_refuse(demonstration=arguments.demo)
        _sign_to_the_end()
    except FAULTS as fault:
        raise CannotServe(str(fault)) from fault
    _collect_static_files()
    _say_where(arguments)
    _become_the_server(arguments)
    return 0


def _load_or_refuse(*, demonstration: bool) -> None:
    """The demonstration loaded where it is asked for; a folder that holds one never served as somebody's own."""
    from evenhand_web.config.clock import NotADemonstration
    from evenhand_web.demonstration.exports import NoExample
    from evenhand_web.demonstration.loading import is_a_demonstrations_folder, load

    if not demonstration:
        if is_a_demonstrations_folder():
            raise CannotServe("This folder holds the demonstration. Add --demo, or name another folder in EVENHAND_DATA_DIR.")
        return
    try:
        print("Loading the demonstration, if it is not there yet. The first time takes some seconds.", flush=True)
        load()
    except (NotADemonstration, NoExample) as fault:
        raise CannotServe(str(fault)) from fault


def _sign_to_the_end() -> None:
    """What a crash left committed and unsigned is signed before anybody reads it; damage, or a key that is not there, is found here."""
    from evenhand_web.ledger.keys import keys_named, signing_key
    from evenhand_web.ledger.models import Head
    from evenhand_web.ledger.signing import signed_head

    size = Head.objects.get().size
    if size:  # before the trust is founded there is nothing to sign
        signed_head()
        signing_key(keys_named(size), size)


def _collect_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _require_free_port(host: str, port: int) -> None:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except (OSError, OverflowError) as fault:
        raise CannotServe(f"{host}:{port} cannot be listened on: {fault}. If something else uses it, stop that or choose another with --port.") from fault


def _say_where(arguments: argparse.Namespace) -> None:
    host = "localhost" if arguments.host == "127.0.0.1" else _in_an_address(arguments.host)
    print(f"Evenhand is at http://{host}:{arguments.port}/", flush=True)
    if arguments.demo:
        print("First thing to do: open it, sign in as the HR adviser, and find out why notice is blocked.", flush=True)
    if not _is_founded():
        print("No trust keeps its record here yet: begin one with `evenhand found`, in another terminal or before you start this again.", flush=True)
    print("Stop it with Ctrl-C.", flush=True)


def _is_founded() -> bool:
    from evenhand_web.ledger.models import Head

    return Head.objects.get().size > 0


def _in_an_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _become_the_server(arguments: argparse.Namespace) -> None:
    """This process becomes the server, so that Ctrl-C reaches it and nothing stands between. It returns only in a test."""
    from django.db import connections

    from evenhand_web.serving.secret_key import secret_key

    connections.close_all()
    environment = {**os.environ, "EVENHAND_SECRET_KEY": secret_key()}
    bind = f"{_in_an_address(arguments.host)}:{arguments.port}"
    options = ["--workers", str(_WORKERS), "--bind", bind, "--no-control-socket", "--log-level", "warning", "--limit-request-line", "8190"]
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", *options, "evenhand_web.config.wsgi"], environment)


def _refuse(says: str) -> int:
    print(says, file=sys.stderr)
    return 2
