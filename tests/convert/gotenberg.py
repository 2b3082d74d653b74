"""A server of the tests that speaks as Gotenberg does. It prints with what a test hands it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Asked:
    """What came in."""

    path: str
    fields: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


Answers = Callable[[BaseHTTPRequestHandler, Asked], None]


def answered(handler: BaseHTTPRequestHandler, status: int, kind: str, content: bytes) -> None:
    """Give an answer as a sound server does."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def printing(prints: Callable[[bytes], bytes]) -> Answers:
    """A server that does its work."""

    def answers(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        if asked.path == "/version":
            answered(handler, 200, "text/plain; charset=UTF-8", b"8.34.0")
        elif asked.path == "/forms/libreoffice/convert" and list(asked.files) == ["document.docx"]:
            answered(handler, 200, "application/pdf", prints(asked.files["document.docx"]))
        else:
            answered(handler, 404, "text/plain; charset=UTF-8", b"Not Found")

    return answers


@contextmanager
def serving(answers: Answers) -> Iterator[tuple[str, list[Asked]]]:
    """Serve on this machine: the address, and what came in."""
    heard: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._do(Asked(self.path))

        def do_POST(self) -> None:
            self._do(
                _form(
                    self.path,
                    self.headers["Content-Type"],
                    self.rfile.read(int(self.headers["Content-Length"])),
                )
            )

        def _do(self, asked: Asked) -> None:
            heard.append(asked)
            try:
                answers(self, asked)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.socket.close()
        thread.join(10)


def _form(path: str, kind: str, body: bytes) -> Asked:
    asked = Asked(path)
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    for part in whole.walk():
        if part.is_multipart():
            continue
        content, file = part.get_payload(decode=True), part.get_filename()
        assert isinstance(content, bytes)
        if file:
            asked.files[file] = content
        else:
            asked.fields[str(part.get_param("name", header="Content-Disposition"))] = content
    return asked
