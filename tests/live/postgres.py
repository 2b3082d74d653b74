"""A PostgreSQL server of our own in a folder, to be started, stopped and killed at will."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
PASSWORD = "geheim%40wachtwoord"
"""As it stands in a URL; the real one has an @."""


def programs() -> Path:
    """The folder of the newest PostgreSQL; the test is skipped where there is none."""
    found = [path for place in _PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    if not found:
        pytest.skip("PostgreSQL is not installed (scripts/live)")
    return max(found, key=lambda path: float(path.parents[1].name)).parent


@dataclass(frozen=True)
class Server:
    """A cluster in ``folder``, reached over TCP on a port of its own; run by ``postgres`` where we are root."""

    folder: Path
    port: int

    @classmethod
    def made(cls, folder: Path) -> "Server":
        """Make a cluster and start it."""
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        server = cls(folder / "pg", port)
        folder.mkdir(mode=0o755, exist_ok=True)
        secret = folder / "wachtwoord"
        secret.write_text(PASSWORD.replace("%40", "@"))
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            os.chown(secret, owner.pw_uid, owner.pw_gid)
        server._as_owner(
            *(
                "initdb",
                "-D",
                str(server.folder),
                "-U",
                "dossier",
                "--auth=scram-sha-256",
                f"--pwfile={secret}",
            ),
            *("-E", "UTF8", "--locale=C", "--no-sync"),
        )
        server.start()
        return server

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=60"
        )
        log = self.folder.parent / "log"
        self._as_owner(
            *("pg_ctl", "-D", str(self.folder), "-w", "-t", "60", "-l", str(log), "-o", options, "start")
        )

    def stop(self, how: str = "fast") -> None:
        """Stop the server: ``fast``, or ``immediate`` as in a crash."""
        self._as_owner("pg_ctl", "-D", str(self.folder), "-w", "-m", how, "stop")

    def database(self) -> str:
        """Make a new database; returns its URL, with the password."""
        name = f"d{secrets.token_hex(6)}"
        with psycopg.connect(self._plain("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def url(self, name: str, password: str = PASSWORD) -> str:
        """The URL of a database on this server."""
        return f"postgresql+psycopg://dossier:{password}@127.0.0.1:{self.port}/{name}"

    def asked(self, url: str, query: str) -> list[tuple[object, ...]]:
        """Ask a database of this server something, beside the program."""
        with psycopg.connect(self._plain(url.rpartition("/")[2]), autocommit=True) as connection:
            answer = connection.execute(query.encode())
            return answer.fetchall() if answer.description else []

    def _plain(self, name: str) -> str:
        return self.url(name).replace("+psycopg", "")

    def _as_owner(self, program: str, *arguments: str) -> None:
        call = [str(programs() / program), *arguments]
        if os.geteuid() == 0:
            call = [
                shutil.which("setpriv") or "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *call,
            ]
        subprocess.run(
            call,
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
