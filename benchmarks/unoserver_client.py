"""The best that unoserver can do: a client that stays open. Run by ``printing`` with the Python that unoserver is in."""

import sys
import time

from unoserver.client import UnoClient  # type: ignore[import-not-found]

_OPTIONS = ("SelectPdfVersion=2", "PDFUACompliance=true", "UseTaggedPDF=true", "ExportBookmarks=true")


def main(port: str) -> None:
    """Print each document that is asked for (source and target on a line) and say how many milliseconds it took."""
    client = UnoClient(port=port)
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        began = time.perf_counter()
        client.convert(inpath=source, outpath=target, convert_to="pdf", filter_options=list(_OPTIONS))
        print((time.perf_counter() - began) * 1000, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
